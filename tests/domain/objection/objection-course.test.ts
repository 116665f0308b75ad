import { expect, test } from 'vitest'
import { type PlainDate } from '#app/domain/calendar.ts'
import { objectionCourse } from '#app/domain/objection/objection-course.ts'
import { noonOf } from '#tests/factories/objections.ts'

type Objection = Parameters<typeof objectionCourse>[1]

const FILED: Objection = { filedAt: noonOf('2026-03-02'), answeredAt: null, complaint: null }
const ANSWERED: Objection = { ...FILED, answeredAt: noonOf('2026-03-11') }

function statesOf(objection: Objection, today: PlainDate): string[] {
  return objectionCourse('government-procurement', objection, {}, today).map(({ state }) => state)
}

test('an answer is overdue the day after its last day, and then a complaint is open', () => {
  expect(statesOf(FILED, '2026-03-11')).toEqual(['done', 'current', 'ahead', 'ahead'])
  expect(statesOf(FILED, '2026-03-12')).toEqual(['done', 'overdue', 'current', 'ahead'])
})

test('a right to complain that is not used lapses the day after its last day', () => {
  expect(statesOf(ANSWERED, '2026-04-01')).toEqual(['done', 'done', 'current', 'ahead'])
  expect(statesOf(ANSWERED, '2026-04-02')).toEqual(['done', 'done', 'lapsed', 'ahead'])
})

test('a complaint is decided or overdue', () => {
  const complaint = { filedAt: noonOf('2026-03-12'), decidedAt: null }
  const complained: Objection = { ...ANSWERED, complaint }
  expect(statesOf(complained, '2026-04-24')).toEqual(['done', 'done', 'done', 'current'])
  expect(statesOf(complained, '2026-04-25')).toEqual(['done', 'done', 'done', 'overdue'])
  const decided: Objection = {
    ...ANSWERED,
    complaint: { ...complaint, decidedAt: noonOf('2026-04-20') },
  }
  expect(statesOf(decided, '2026-05-25')).toEqual(['done', 'done', 'done', 'done'])
})

test('each step says its last day, its rule and the days that did not count', () => {
  const [, answered] = objectionCourse('government-procurement', FILED, {}, '2026-03-02')
  expect(answered?.due).toMatchObject({
    lastDay: '2026-03-11',
    skipped: ['2026-03-07', '2026-03-08'],
    rule: { source: expect.stringContaining('第五十三条') },
  })
})
