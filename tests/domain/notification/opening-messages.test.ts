import { expect, test } from 'vitest'
import {
  bidStayedClosed,
  openingStarted,
  uploadUnfinished,
} from '#app/domain/notification/opening-messages.ts'

const TENDER = { tenderId: 't1', tenderTitle: '达州大病保险', procuringEntityId: 'entity' }
const LOT = { ...TENDER, lotId: 'l1', lotName: '第1包', bidderId: 'i1' }
const OWN_PEOPLE = { kind: 'organisation', organisationId: 'i1', roles: ['bid-submitter'] }

test('the start is told to every insurer, so that it names no bidder, and to who holds a key', () => {
  const told = openingStarted({
    ...TENDER,
    startedAt: new Date('2026-03-23T09:30:00+08:00'),
    bidderWindowEndsAt: new Date('2026-03-23T10:30:00+08:00'),
  })
  expect(told.map(({ recipients }) => recipients.kind)).toEqual([
    'every-insurer',
    'opening-officers',
  ])
  expect(told[0]?.message.body).toContain('2026年3月23日10:30前')
})

test('only its bidder is told why a bid stayed closed, with the rule', () => {
  const { recipients, message } = bidStayedClosed({
    ...LOT,
    reason: 'keys-missing',
    detail: '未得到份额：甲',
  })
  expect(recipients).toEqual(OWN_PEOPLE)
  expect(message.body).toContain('视为撤回（未得到份额：甲）')
  expect(message.body).toContain('第三十一条')
})

test('only its bidder is told of an upload that was not finished', () => {
  const { recipients, message } = uploadUnfinished(LOT)
  expect(recipients).toEqual(OWN_PEOPLE)
  expect(message.body).toContain('第二十七条')
  expect(message.link).toBe('/lots/l1/bid')
})
