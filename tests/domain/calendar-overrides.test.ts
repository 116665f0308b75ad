import { expect, test } from 'vitest'
import { checkOverride, publishedKind, yearCalendar } from '#app/domain/calendar-overrides.ts'

test('an override says something else than the published calendar and names its document', () => {
  const source = '市府办〔2026〕1号'
  expect(publishedKind('2026-02-16')).toBe('day-off') // 春节
  expect(publishedKind('2026-02-14')).toBe('working-day') // a Saturday made up for it
  const check = (
    day: '2026-02-16' | '2026-02-14',
    kind: 'working-day' | 'day-off',
    text = source,
  ) => checkOverride({ day, kind, source: text })
  expect(check('2026-02-16', 'working-day')).toEqual({ ok: true, value: undefined })
  expect(check('2026-02-14', 'working-day')).toEqual({ ok: false, refusal: 'same-as-published' })
  expect(check('2026-02-14', 'day-off', ' ')).toEqual({ ok: false, refusal: 'source-missing' })
})

test('a year is drawn in weeks from Monday, with every day once', () => {
  const months = yearCalendar(2026, { '2026-03-02': 'day-off' })
  const days = months.flatMap(({ weeks }) => weeks.flat().filter((day) => day !== null))
  expect(days).toHaveLength(365)
  expect(months.every(({ weeks }) => weeks.every((week) => week.length === 7))).toBe(true)
  const [firstWeek] = months[1]?.weeks ?? []
  expect(firstWeek?.map((day) => day?.day ?? null)).toEqual([
    ...Array.from({ length: 6 }, () => null),
    '2026-02-01',
  ])
  const find = (wanted: string) => days.find(({ day }) => day === wanted)
  expect(find('2026-02-14')).toMatchObject({ mark: 'make-up', overridden: false })
  expect(find('2026-02-16')).toMatchObject({ mark: 'holiday' })
  expect(find('2026-02-07')).toMatchObject({ kind: 'day-off', mark: null })
  expect(find('2026-03-02')).toMatchObject({ kind: 'day-off', mark: 'holiday', overridden: true })
})
