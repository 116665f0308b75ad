import { expect, test } from 'vitest'
import { type PlainDate, addDays, startOfDayInChina } from '#app/domain/calendar.ts'
import {
  checkAmendment,
  describeAmendment,
  earliestDeadlineAfterAmendment,
} from '#app/domain/tender/amendment.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { REGIMES } from '#app/domain/regulation/regime.ts'
import { buildOpeningOfficers, buildLot, buildTenderTerms } from '#tests/factories/tender-terms.ts'
import { yuan } from '#tests/yuan.ts'

const before = buildTenderTerms()
const NOW = new Date('2026-03-16T10:00:00+08:00')

const nineOn = (day: PlainDate) => new Date(startOfDayInChina(day).getTime() + 9 * 3_600_000)
const withDeadline = (terms: TenderTerms, bidDeadline: Date): TenderTerms => ({
  ...terms,
  timetable: { ...terms.timetable, bidDeadline },
})
const problems = (after: TenderTerms, now = NOW, was = before) =>
  checkAmendment(was, after, { now, openingOfficers: buildOpeningOfficers() }).map(
    ({ path, problem }) => [path, problem],
  )
const cheaper = { ...before, lots: [buildLot({ priceCeiling: yuan('66') })] }

for (const regime of REGIMES) {
  test(`${regime}: a change that affects bids may be made until the fifteenth day before the deadline`, () => {
    const was = { ...before, regime }
    const after = { ...cheaper, regime }
    const until = new Date('2026-03-08T23:59:59.999+08:00')
    expect(problems(after, until, was)).toEqual([])
    const dayLater = new Date('2026-03-09T00:00:00+08:00')
    const [problem] = checkAmendment(was, after, {
      now: dayLater,
      openingOfficers: buildOpeningOfficers(),
    })
    expect(problem).toMatchObject({
      path: 'bidDeadline',
      problem: 'deadline-too-soon-after-amendment',
      earliest: '2026-03-24',
      rule: { value: 15n, source: expect.stringContaining('15日前') },
    })
    expect(problems(withDeadline(after, nineOn('2026-03-24')), dayLater, was)).toEqual([])
  })

  test(`${regime}: Spring Festival 2026 neither stops nor lengthens the fifteen days`, () => {
    // Holiday 15 to 23 February; the make-up days 14 and 28 February count as any other.
    const timetable = {
      documentsFrom: '2026-02-02',
      documentsUntil: '2026-02-10',
      bidDeadline: nineOn('2026-02-25'),
    } as const
    const was = { ...before, regime, timetable }
    const after = { ...cheaper, regime, timetable }
    const on = (day: PlainDate) => nineOn(day)
    expect(problems(after, on('2026-02-10'), was)).toEqual([])
    expect(problems(after, on('2026-02-11'), was)).toEqual([
      ['bidDeadline', 'deadline-too-soon-after-amendment'],
    ])
    for (const day of ['2026-02-13', '2026-02-14', '2026-02-15', '2026-02-23'] as const) {
      const { earliest } = earliestDeadlineAfterAmendment(regime, day)
      expect(earliest).toBe(addDays(day, 15))
      expect(problems(withDeadline(after, nineOn(earliest)), on(day), was)).toEqual([])
      const dayBefore = nineOn(addDays(earliest, -1))
      expect(problems(withDeadline(after, dayBefore), on(day), was)).toEqual([
        ['bidDeadline', 'deadline-too-soon-after-amendment'],
      ])
    }
  })
}

test('a change that affects no bid may be made to the last moment', () => {
  const renamed = { ...before, title: '更名', contact: '新' }
  expect(problems(renamed, new Date(before.timetable.bidDeadline.getTime() - 1))).toEqual([])
  expect(problems(renamed, before.timetable.bidDeadline)).toEqual([
    ['bidDeadline', 'deadline-past'],
  ])
})

test('what was tendered stays: the law, the lots and the days already announced', () => {
  const late = nineOn('2026-04-15')
  const otherLaw = withDeadline({ ...before, regime: 'bidding-law' }, late)
  expect(problems(otherLaw)).toEqual([['regime', 'regime-fixed']])
  const second = buildLot({ id: 'lot-2', number: 2 })
  const more = withDeadline(
    { ...before, budget: before.budget * 2n, lots: [...before.lots, second] },
    late,
  )
  expect(problems(more)).toEqual([['lots', 'lots-fixed']])
  const other = withDeadline({ ...before, lots: [buildLot({ id: 'another' })] }, late)
  expect(problems(other)).toEqual([['lots', 'lots-fixed']])
  const { timetable } = before
  const issuedLater = {
    ...timetable,
    documentsFrom: '2026-03-03',
    documentsUntil: '2026-03-09',
  } as const
  expect(problems({ ...before, timetable: issuedLater })).toEqual([
    ['documentsFrom', 'issue-day-fixed'],
  ])
})

test('the days announced only move later', () => {
  expect(problems(withDeadline(before, nineOn('2026-03-22')))).toEqual([
    ['bidDeadline', 'deadline-brought-forward'],
  ])
  const longer = { ...before.timetable, documentsUntil: '2026-03-13' } as const
  expect(problems({ ...before, timetable: longer })).toEqual([])
  const shorter = { ...longer, documentsUntil: '2026-03-12' } as const
  expect(
    problems({ ...before, timetable: shorter }, NOW, { ...before, timetable: longer }),
  ).toEqual([['documentsUntil', 'documents-end-brought-forward']])
})

test('every rule of a tender still holds, but that its issue day is not past', () => {
  expect(problems({ ...before, title: ' ' })).toEqual([['title', 'is-empty']])
  const tooHigh = withDeadline({ ...before, bidSecurity: before.budget }, nineOn('2026-04-15'))
  expect(problems(tooHigh)).toEqual([['bidSecurity', 'bid-security-too-high']])
  const found = checkAmendment(
    before,
    { ...before, title: '新' },
    { now: NOW, openingOfficers: [] },
  )
  expect(found).toEqual([
    { path: 'openingOfficers', problem: 'too-few-opening-officers' },
    { path: 'openingThreshold', problem: 'threshold-above-officers' },
  ])
})

test('other opening keys are a change that every bid must be confirmed for, and leave two days for it', () => {
  const { changes, affectsBids } = describeAmendment(before, before, { keysChanged: true })
  expect(changes.map(({ path }) => path)).toEqual(['openingKeys'])
  expect(affectsBids).toBe(true)
  const problemsOn = (day: PlainDate) =>
    checkAmendment(before, before, {
      now: nineOn(day),
      openingOfficers: buildOpeningOfficers(),
      keysChanged: true,
    })
  expect(problemsOn('2026-03-21')).toEqual([])
  expect(problemsOn('2026-03-22')).toEqual([
    { path: 'bidDeadline', problem: 'deadline-too-soon-after-key-change', earliest: '2026-03-24' },
  ])
  expect(describeAmendment(before, before, { keysChanged: false }).changes).toEqual([])
})
