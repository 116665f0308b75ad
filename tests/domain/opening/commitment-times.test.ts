import { expect, test } from 'vitest'
import { commitmentTimes, dueCommitment } from '#app/domain/opening/commitment-times.ts'

const PUBLISHED = new Date('2026-03-20T09:00:00+08:00')
const DEADLINE = new Date('2026-03-23T09:00:00+08:00')
const MIDNIGHTS = ['2026-03-21', '2026-03-22', '2026-03-23'].map(
  (day) => new Date(`${day}T00:00:00+08:00`),
)

test('the sealed log is committed to at each midnight in China and at the deadline', () => {
  expect(commitmentTimes(PUBLISHED, DEADLINE)).toEqual([...MIDNIGHTS, DEADLINE])
})

test('a deadline at midnight is committed to once', () => {
  const midnight = new Date('2026-03-22T00:00:00+08:00')
  expect(commitmentTimes(PUBLISHED, midnight)).toEqual([MIDNIGHTS[0], midnight])
})

test('a time is due at its moment and not a millisecond before', () => {
  const due = (at: string) => dueCommitment(PUBLISHED, DEADLINE, new Date(at))
  expect(due('2026-03-20T23:59:59.999+08:00')).toBeUndefined()
  expect(due('2026-03-21T00:00:00.000+08:00')).toEqual(MIDNIGHTS[0])
  expect(due('2026-03-23T08:59:59.999+08:00')).toEqual(MIDNIGHTS[2])
  expect(due('2026-03-23T09:00:00.000+08:00')).toEqual(DEADLINE)
  expect(due('2026-04-01T00:00:00.000+08:00')).toEqual(DEADLINE)
})
