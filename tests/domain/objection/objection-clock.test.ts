import { expect, test } from 'vitest'
import { type PlainDate } from '#app/domain/calendar.ts'
import { refuse } from '#app/domain/decision.ts'
import {
  type ObjectionFacts,
  complaintDecisionDue,
  complaintFilingDue,
  mayComplain,
  mayObject,
  maySuspend,
  objectionAnswerDue,
  objectionWindow,
  suspensionLimit,
} from '#app/domain/objection/objection-clock.ts'
import { noonOf } from '#tests/factories/objections.ts'

// Spring Festival 2026: 15 to 23 February off, Saturdays 14 and 28 February worked.
const HOLIDAY = Array.from({ length: 9 }, (_day, index) => `2026-02-${15 + index}`)

function buildFacts(overrides: Partial<ObjectionFacts> = {}): ObjectionFacts {
  return {
    regime: 'government-procurement',
    calendarOverrides: {},
    publishedOn: '2026-01-20',
    documentsUntil: '2026-02-12',
    bidDeadline: new Date('2026-03-10T09:00:00+08:00'),
    openedOn: null,
    candidateNotice: null,
    awardedOn: null,
    ...overrides,
  }
}

/** Allowed at noon on the last day, refused at noon of the day after. */
function expectLastDay(
  subject: Parameters<typeof mayObject>[0],
  facts: ObjectionFacts,
  lastDay: PlainDate,
  dayAfter: PlainDate,
): void {
  expect(mayObject(subject, facts, noonOf(lastDay))).toMatchObject({ ok: true })
  expect(mayObject(subject, facts, noonOf(dayAfter))).toEqual(refuse('too-late'))
}

test('government procurement: every window counts working days across Spring Festival', () => {
  expectLastDay('bidding-documents', buildFacts(), '2026-02-28', '2026-03-01')
  const opened = buildFacts({ openedOn: '2026-02-12' })
  expectLastDay('procedure', opened, '2026-02-28', '2026-03-01')
  const awarded = buildFacts({ awardedOn: '2026-02-12' })
  expectLastDay('result', awarded, '2026-03-02', '2026-03-03')
  expect(objectionWindow('bidding-documents', buildFacts())?.skipped).toEqual(HOLIDAY)
})

test('bidding law: documents are objected to ten days before the deadline, counted back in days', () => {
  const facts = buildFacts({ regime: 'bidding-law' })
  expectLastDay('bidding-documents', facts, '2026-02-28', '2026-03-01')
})

test('bidding law: the opening is objected to on the spot, the result during the candidates’ notice', () => {
  const opened = buildFacts({ regime: 'bidding-law', openedOn: '2026-02-12' })
  expectLastDay('procedure', opened, '2026-02-12', '2026-02-13')
  const notice = { publishedOn: '2026-02-13', lastDay: '2026-02-24' } as const
  const published = buildFacts({ regime: 'bidding-law', candidateNotice: notice })
  expectLastDay('result', published, '2026-02-24', '2026-02-25')
})

test('nothing can be objected to before it has happened', () => {
  for (const regime of ['bidding-law', 'government-procurement'] as const)
    for (const subject of ['procedure', 'result'] as const)
      expect(mayObject(subject, buildFacts({ regime }), noonOf('2026-02-12'))).toEqual(
        refuse('not-yet'),
      )
})

test('an answer is due in seven working days, or in three days that may not end on a day off', () => {
  const procurement = objectionAnswerDue('government-procurement', '2026-02-12', {})
  expect(procurement).toMatchObject({ lastDay: '2026-02-28', skipped: HOLIDAY })
  expect(objectionAnswerDue('bidding-law', '2026-02-10', {}).lastDay).toBe('2026-02-13')
  const overHoliday = objectionAnswerDue('bidding-law', '2026-02-13', {})
  expect(overHoliday).toMatchObject({ lastDay: '2026-02-24' })
  expect(overHoliday.rule.source).toContain('3日')
})

test('the tender’s own calendar moves the answer', () => {
  const overrides = { '2026-02-13': 'day-off' } as const
  expect(objectionAnswerDue('government-procurement', '2026-02-12', overrides).lastDay).toBe(
    '2026-03-02',
  )
})

test('a complaint is due after the answer, in procurement after the answering period', () => {
  const answered = { answeredOn: '2026-02-10', answerDue: '2026-02-12' } as const
  expect(complaintFilingDue('bidding-law', answered, {}).lastDay).toBe('2026-02-24')
  expect(complaintFilingDue('government-procurement', answered, {})).toMatchObject({
    from: '2026-02-12',
    lastDay: '2026-03-11',
  })
  const late = { answeredOn: '2026-02-13', answerDue: '2026-02-12' } as const
  expect(complaintFilingDue('government-procurement', late, {}).lastDay).toBe('2026-03-12')
})

test('complaining is open from the answer, or the day after it was due, through the last day', () => {
  const unanswered = { answeredOn: null, answerDue: '2026-02-12' } as const
  const may = (regime: 'bidding-law' | 'government-procurement', day: PlainDate) =>
    mayComplain(regime, unanswered, {}, noonOf(day))
  for (const regime of ['bidding-law', 'government-procurement'] as const) {
    expect(may(regime, '2026-02-12')).toEqual(refuse('answer-not-due'))
    expect(may(regime, '2026-02-13')).toMatchObject({ ok: true })
  }
  expect(may('bidding-law', '2026-02-24')).toMatchObject({ ok: true })
  expect(may('bidding-law', '2026-02-25')).toEqual(refuse('too-late'))
  expect(may('government-procurement', '2026-03-11')).toMatchObject({ ok: true })
  expect(may('government-procurement', '2026-03-12')).toEqual(refuse('too-late'))
  const answered = { answeredOn: '2026-02-11', answerDue: '2026-02-12' } as const
  expect(mayComplain('bidding-law', answered, {}, noonOf('2026-02-11'))).toMatchObject({ ok: true })
})

test('a complaint is decided within thirty working days under both regimes', () => {
  for (const regime of ['bidding-law', 'government-procurement'] as const)
    expect(complaintDecisionDue(regime, '2026-02-12', {}).lastDay).toBe('2026-04-01')
})

test('a suspension runs to the thirtieth day, days off included, in procurement only', () => {
  const ordered = '2026-01-20'
  expect(maySuspend('government-procurement', ordered, '2026-02-19')).toMatchObject({ ok: true })
  expect(maySuspend('government-procurement', ordered, '2026-02-20')).toEqual(
    refuse('suspension-too-long'),
  )
  expect(maySuspend('bidding-law', ordered, '2026-06-30')).toMatchObject({ ok: true })
  expect(suspensionLimit('bidding-law', ordered)).toBeUndefined()
})

test('a suspension may end today and not before', () => {
  expect(maySuspend('bidding-law', '2026-01-20', '2026-01-20')).toMatchObject({ ok: true })
  expect(maySuspend('bidding-law', '2026-01-20', '2026-01-19')).toEqual(refuse('until-is-past'))
})
