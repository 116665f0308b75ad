import { expect, test } from 'vitest'
import {
  BIDDER_OPENING_MINUTES,
  type OpeningOfficer,
  checkOpeningQuorum,
  isSameKeys,
  openingKeysOf,
} from '#app/domain/opening/opening-key.ts'

const CENTRE = { organisationId: 'centre', recipient: 'age1a' }
const FINANCE = { organisationId: 'finance', recipient: 'age1b' }
const ENTITY = { organisationId: 'entity', recipient: 'age1c' }
const QUORUM = { openingThreshold: 2, bidderOpeningMinutes: 60 }

test('two of three officers of three organisations open', () => {
  expect(checkOpeningQuorum([CENTRE, FINANCE, ENTITY], QUORUM)).toEqual([])
})

test('two officers are too few', () => {
  expect(checkOpeningQuorum([CENTRE, FINANCE], QUORUM)).toEqual(['too-few-opening-officers'])
})

test('half of the officers is no majority, one more is', () => {
  const four = [CENTRE, FINANCE, ENTITY, { organisationId: 'notary', recipient: 'age1d' }]
  expect(checkOpeningQuorum(four, QUORUM)).toEqual(['threshold-not-majority'])
  expect(checkOpeningQuorum(four, { ...QUORUM, openingThreshold: 3 })).toEqual([])
})

test('all officers may be asked for, and no more than there are', () => {
  const three = [CENTRE, FINANCE, ENTITY]
  expect(checkOpeningQuorum(three, { ...QUORUM, openingThreshold: 3 })).toEqual([])
  expect(checkOpeningQuorum(three, { ...QUORUM, openingThreshold: 4 })).toEqual([
    'threshold-above-officers',
  ])
})

test('no single organisation holds as many keys as open', () => {
  const twoOfOne = [CENTRE, { ...CENTRE, recipient: 'age1d' }, ENTITY]
  expect(checkOpeningQuorum(twoOfOne, QUORUM)).toEqual(['one-organisation-could-open'])
  expect(checkOpeningQuorum(twoOfOne, { ...QUORUM, openingThreshold: 3 })).toEqual([])
})

test('every officer has a proven key', () => {
  expect(checkOpeningQuorum([CENTRE, FINANCE, { ...ENTITY, recipient: null }], QUORUM)).toEqual([
    'opening-key-missing',
  ])
})

test.each([
  { bidderOpeningMinutes: BIDDER_OPENING_MINUTES.least - 1, problems: 1 },
  { bidderOpeningMinutes: BIDDER_OPENING_MINUTES.least, problems: 0 },
  { bidderOpeningMinutes: BIDDER_OPENING_MINUTES.most, problems: 0 },
  { bidderOpeningMinutes: BIDDER_OPENING_MINUTES.most + 1, problems: 1 },
])('bidders have $bidderOpeningMinutes minutes', ({ bidderOpeningMinutes, problems }) => {
  expect(
    checkOpeningQuorum([CENTRE, FINANCE, ENTITY], { ...QUORUM, bidderOpeningMinutes }),
  ).toEqual(problems === 0 ? [] : ['bidder-window-out-of-range'])
})

test('the same keys in another order are the same, another key is not', () => {
  expect(isSameKeys([CENTRE, FINANCE], [FINANCE, CENTRE])).toBe(true)
  expect(isSameKeys([CENTRE, FINANCE], [CENTRE, ENTITY])).toBe(false)
  expect(isSameKeys([CENTRE, FINANCE], [CENTRE, FINANCE, ENTITY])).toBe(false)
})

test('a version publishes the keys of officers in their order, without their other facts', () => {
  const officer = (name: string, recipient: string | null): OpeningOfficer => ({
    userId: name,
    name,
    organisationId: 'centre',
    organisationName: '公共资源交易服务中心',
    recipient,
  })
  const officers = [officer('b', 'age1b'), officer('none', null), officer('a', 'age1a')]
  const withAccount = officers.map((each) => ({ ...each, disabled: false }))
  expect(openingKeysOf(withAccount)).toEqual([officer('b', 'age1b'), officer('a', 'age1a')])
})
