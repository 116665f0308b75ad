import { expect, test } from 'vitest'
import {
  type PoolCandidate,
  type PoolFacts,
  expertPool,
} from '#app/domain/evaluation/expert-pool.ts'

const facts: PoolFacts = {
  procuringEntityName: '达州市医疗保障局',
  supervisionNames: ['公共资源交易服务中心'],
  bidderNames: ['中国人寿达州分公司'],
  members: [],
  formerMemberIds: [],
}

const expertOf = (
  employer: string,
  overrides: Partial<NonNullable<PoolCandidate['profile']>> = {},
): PoolCandidate => ({
  expertId: 'e',
  closed: false,
  profile: { employer, speciality: '保险', validUntil: null, ...overrides },
})

const today = '2026-03-23'

function reasonFor(
  candidate: PoolCandidate,
  overrides: Partial<PoolFacts> = {},
  speciality = '',
): string {
  const { eligible, excluded } = expertPool(
    [candidate],
    { ...facts, ...overrides },
    { today, speciality },
  )
  return eligible.length === 1 ? 'eligible' : (excluded[0]?.reason ?? '')
}

test('the last day of a term can be drawn, the next day not', () => {
  expect(reasonFor(expertOf('某大学', { validUntil: '2026-03-23' }))).toBe('eligible')
  expect(reasonFor(expertOf('某大学', { validUntil: '2026-03-22' }))).toBe('term-over')
})

test('a closed account and one that is not registered are not drawn', () => {
  expect(reasonFor({ ...expertOf('某大学'), closed: true })).toBe('account-closed')
  expect(reasonFor({ ...expertOf('某大学'), profile: null })).toBe('not-registered')
})

test('who works for the buyer, the supervision or a bidder is not drawn, nor for a house of theirs', () => {
  expect(reasonFor(expertOf('某大学'))).toBe('eligible')
  expect(reasonFor(expertOf('达州市医疗保障局'))).toBe('works-for-procuring-entity')
  expect(reasonFor(expertOf('达州市医疗保障局信息中心'))).toBe('works-for-procuring-entity')
  expect(reasonFor(expertOf('公共资源交易 服务中心'))).toBe('works-for-supervision')
  expect(reasonFor(expertOf('中国人寿'))).toBe('works-for-bidder')
  expect(reasonFor(expertOf('达州'))).toBe('eligible')
})

test('before the opening no bidder is known, so none excludes anybody', () => {
  expect(reasonFor(expertOf('中国人寿'), { bidderNames: [] })).toBe('eligible')
})

test('who sits, has withdrawn or has left is not drawn again', () => {
  const sitting = (conflict: boolean | null) => ({ members: [{ expertId: 'e', conflict }] })
  expect(reasonFor(expertOf('某大学'), sitting(null))).toBe('member')
  expect(reasonFor(expertOf('某大学'), sitting(true))).toBe('recused')
  expect(reasonFor(expertOf('某大学'), { formerMemberIds: ['e'] })).toBe('has-left')
})

test('a draw among one speciality leaves the others out', () => {
  expect(reasonFor(expertOf('某大学'), {}, '保险')).toBe('eligible')
  expect(reasonFor(expertOf('某大学'), {}, '法律')).toBe('other-speciality')
})

test('the pool is the same text in whatever order the register is read', () => {
  const pool = ['c', 'a', 'b'].map((expertId) => ({ ...expertOf('某大学'), expertId }))
  const eligible = (list: PoolCandidate[]) =>
    expertPool(list, facts, { today, speciality: '' }).eligible
  expect(eligible(pool)).toEqual(['a', 'b', 'c'])
  expect(eligible(pool.toReversed())).toEqual(['a', 'b', 'c'])
})
