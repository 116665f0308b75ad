import { expect, test } from 'vitest'
import { dateInChina } from '#app/domain/calendar.ts'
import { checkTender } from '#app/domain/tender/check-tender.ts'
import { applyTemplate, copyTerms } from '#app/domain/tender/copy-terms.ts'
import { REGIMES } from '#app/domain/regulation/regime.ts'
import { buildOpeningOfficers, buildTenderTerms } from '#tests/factories/tender-terms.ts'
import { rate, yuan } from '#tests/yuan.ts'

const experience = [
  {
    year: '2024',
    insured: 5_000_000n,
    claimants: 20_000n,
    eligibleExpense: yuan('900000000'),
    payout: yuan('300000000'),
    premium: yuan('330000000'),
  },
]
const source = buildTenderTerms({ experience })
const here = { region: source.region, calendarOverrides: {} }

test('a copy keeps everything but number and dates, which are the earliest lawful ones', () => {
  const copy = copyTerms(source, { ...here, today: '2027-03-01' })
  expect(copy).toEqual({
    ...source,
    projectNumber: '',
    timetable: copy.timetable,
    coverageStartsOn: '2027-07-01',
  })
  expect(copy.timetable).toEqual({
    documentsFrom: '2027-03-02',
    documentsUntil: '2027-03-08',
    bidDeadline: new Date('2027-03-22T09:00:00+08:00'),
  })
})

test('a copy breaks no rule once it has its number, under both regimes and over Spring Festival', () => {
  for (const regime of REGIMES) {
    for (const today of ['2026-02-12', '2026-02-27', '2027-01-31'] as const) {
      const copy = copyTerms({ ...source, regime }, { ...here, today })
      const numbered = { ...copy, projectNumber: 'NEW-1' }
      expect(checkTender(numbered, { today, openingOfficers: buildOpeningOfficers() })).toEqual([])
    }
  }
})

test('coverage starts on the same day of the year, after the deadline and not on it', () => {
  const startOf = (today: '2026-06-09' | '2026-06-10') =>
    copyTerms(source, { ...here, today }).coverageStartsOn
  const deadlineOf = (today: '2026-06-09' | '2026-06-10') =>
    dateInChina(copyTerms(source, { ...here, today }).timetable.bidDeadline)
  expect([deadlineOf('2026-06-09'), startOf('2026-06-09')]).toEqual(['2026-06-30', '2026-07-01'])
  expect([deadlineOf('2026-06-10'), startOf('2026-06-10')]).toEqual(['2026-07-01', '2027-07-01'])
})

test('what describes another region is not taken over', () => {
  const copy = copyTerms(source, { ...here, region: '四川省眉山市', today: '2026-03-02' })
  expect(copy).toMatchObject({
    region: '四川省眉山市',
    title: '',
    contact: '',
    experience: [],
    lots: [{ name: '全市', districts: '', headcount: 5_290_000n }],
  })
})

test('the documents are available by the administrator’s calendar of today, not the copied one', () => {
  const frozen = { ...source, calendarOverrides: { '2026-03-04': 'day-off' } as const }
  const copy = copyTerms(frozen, { ...here, today: '2026-03-01' })
  expect(copy.timetable.documentsUntil).toBe('2026-03-06')
  expect(copy.calendarOverrides).toEqual({})
  const today = copyTerms(source, {
    ...here,
    today: '2026-03-01',
    calendarOverrides: { '2026-03-04': 'day-off' },
  })
  expect(today.timetable.documentsUntil).toBe('2026-03-09')
})

test('a contract template brings its terms; without a checklist the tender keeps its own', () => {
  const content = {
    termMonths: 60,
    profitRateCeiling: rate('0.03'),
    settlementRules: { ...source.settlementRules, basis: 'agreement' as const },
    clauses: [{ title: '专账', text: '单独核算' }],
    reviewItems: [],
  }
  expect(applyTemplate(source, content)).toEqual({
    ...source,
    ...content,
    reviewItems: source.reviewItems,
  })
  const reviewItems = source.reviewItems.slice(0, 1)
  expect(applyTemplate(source, { ...content, reviewItems }).reviewItems).toEqual(reviewItems)
})
