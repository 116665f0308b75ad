import { expect, test } from 'vitest'
import { type PlainDate } from '#app/domain/calendar.ts'
import { DEADLINE_KINDS, isPublicDeadline } from '#app/domain/deadline/deadline.ts'
import {
  type DeadlineFacts,
  type LotDeadlineFacts,
  tenderDeadlines,
} from '#app/domain/deadline/tender-deadlines.ts'
import { noonOf } from '#tests/factories/objections.ts'

function buildLot(overrides: Partial<LotDeadlineFacts> = {}): LotDeadlineFacts {
  return {
    lotId: 'l1',
    lotName: '第1包',
    endedOn: null,
    evaluatedOn: null,
    candidates: null,
    awardedOn: null,
    signedOn: null,
    securities: [],
    ...overrides,
  }
}

/** Issued on Monday 2 March 2026, bids due on Monday 23 March at nine. */
function buildFacts(overrides: Partial<DeadlineFacts> = {}): DeadlineFacts {
  return {
    regime: 'government-procurement',
    calendarOverrides: {},
    timetable: {
      documentsFrom: '2026-03-02',
      documentsUntil: '2026-03-06',
      bidDeadline: new Date('2026-03-23T09:00:00+08:00'),
    },
    publishedOn: '2026-03-02',
    openedOn: null,
    lots: [buildLot()],
    objections: [],
    clarifications: [],
    ...overrides,
  }
}

function on(day: PlainDate, facts: DeadlineFacts) {
  const deadlines = tenderDeadlines(facts, noonOf(day))
  return (kind: string, about?: string) =>
    deadlines.find((deadline) => deadline.kind === kind && (!about || deadline.about === about))
}

test('a tender out for bids has its days, the earliest first, with rule and counting', () => {
  const deadlines = tenderDeadlines(buildFacts(), noonOf('2026-03-05'))
  expect(deadlines.map(({ kind, due, state }) => [kind, due, state])).toEqual([
    ['documents-end', '2026-03-06', 'ahead'],
    ['amendment-without-extension', '2026-03-08', 'ahead'],
    ['documents-objection', '2026-03-17', 'ahead'],
    ['bid-deadline', '2026-03-23', 'ahead'],
  ])
  expect(deadlines[0]?.counting).toEqual({
    way: 'from',
    from: '2026-03-02',
    length: 5,
    unit: 'working-days',
    skipped: [],
  })
  expect(deadlines[1]?.counting).toMatchObject({ way: 'before', from: '2026-03-23', length: 15 })
  expect(deadlines[2]).toMatchObject({
    rule: { source: expect.stringContaining('第94号') },
    counting: {
      way: 'after',
      from: '2026-03-06',
      length: 7,
      skipped: ['2026-03-07', '2026-03-08', '2026-03-14', '2026-03-15'],
    },
  })
})

test('under the bidding law objections to the documents are counted back from the deadline', () => {
  const find = on('2026-03-05', buildFacts({ regime: 'bidding-law' }))
  expect(find('documents-objection')).toMatchObject({
    due: '2026-03-13',
    counting: { way: 'before', length: 10 },
  })
  expect(find('documents-end')?.counting).toMatchObject({ unit: 'days', length: 5 })
})

test('a time is ahead the day before, today on its day, and over the day after', () => {
  const state = (day: PlainDate) => on(day, buildFacts())('documents-end')
  expect(state('2026-03-05')?.state).toBe('ahead')
  expect(state('2026-03-06')?.state).toBe('today')
  expect(state('2026-03-07')).toMatchObject({ state: 'done', doneOn: '2026-03-06' })
})

test('the bid deadline is over at its instant, not at the end of its day', () => {
  const at = (time: string) =>
    tenderDeadlines(buildFacts(), new Date(`2026-03-23T${time}+08:00`)).find(
      ({ kind }) => kind === 'bid-deadline',
    )?.state
  expect(at('08:59:59')).toBe('today')
  expect(at('09:00:00')).toBe('done')
})

test('a duty is overdue the day after its last day, until it is done', () => {
  const evaluated = { evaluatedOn: '2026-03-24' } as const
  const facts = (lot: Partial<LotDeadlineFacts>) =>
    buildFacts({ openedOn: '2026-03-23', lots: [buildLot({ ...evaluated, ...lot })] })
  expect(on('2026-03-31', facts({}))('winner-due')).toMatchObject({
    due: '2026-03-31',
    state: 'today',
  })
  expect(on('2026-04-01', facts({}))('winner-due')?.state).toBe('overdue')
  expect(on('2026-04-01', facts({ awardedOn: '2026-04-01' }))('winner-due')).toMatchObject({
    state: 'done',
    doneOn: '2026-04-01',
  })
})

test('the bidding law has candidates to publish and no day for the choice', () => {
  const lot = buildLot({
    evaluatedOn: '2026-03-24',
    candidates: { publishedOn: '2026-03-25', lastDay: '2026-03-30' },
  })
  const facts = buildFacts({ regime: 'bidding-law', openedOn: '2026-03-23', lots: [lot] })
  const find = on('2026-03-26', facts)
  expect(find('candidates-due')).toMatchObject({ due: '2026-03-27', doneOn: '2026-03-25' })
  expect(find('candidate-notice')).toMatchObject({ due: '2026-03-30', state: 'ahead' })
  expect(find('result-objection')?.due).toBe('2026-03-30')
  expect(find('procedure-objection')).toMatchObject({
    due: '2026-03-23',
    counting: { way: 'on-the-day' },
  })
  expect(find('winner-due')).toBeUndefined()
})

test('an award starts notice, objections and signing; the signature starts the publication', () => {
  const lot = buildLot({ evaluatedOn: '2026-03-23', awardedOn: '2026-03-24' })
  const find = on('2026-03-26', buildFacts({ openedOn: '2026-03-23', lots: [lot] }))
  expect(find('result-notice')).toMatchObject({ due: '2026-03-25', state: 'done' })
  expect(find('result-objection')?.due).toBe('2026-04-03')
  expect(find('contract-signing')).toMatchObject({ due: '2026-04-23', state: 'ahead' })
  const signed = buildLot({ ...lot, signedOn: '2026-04-01' })
  const after = on('2026-04-02', buildFacts({ openedOn: '2026-03-23', lots: [signed] }))
  expect(after('contract-publication')).toMatchObject({ due: '2026-04-03', state: 'done' })
})

test('securities are due by group: the losers’ from the award, the winner’s from the signature', () => {
  const held = { endedOn: null }
  const lot = buildLot({
    awardedOn: '2026-03-24',
    securities: [
      { won: true, ...held },
      { won: false, ...held },
      { won: false, endedOn: '2026-03-26' },
    ],
  })
  const find = on('2026-04-01', buildFacts({ openedOn: '2026-03-23', lots: [lot] }))
  expect(find('security-return', '第1包 · 未中标人')).toMatchObject({
    due: '2026-03-31',
    state: 'overdue',
  })
  expect(find('security-return', '第1包 · 中标人')).toBeUndefined()
})

test('of a lot that has ended only its securities are due, and of a tender that never opened nothing', () => {
  const ended = buildLot({
    evaluatedOn: '2026-03-24',
    endedOn: '2026-03-25',
    securities: [{ won: false, endedOn: null }],
  })
  const find = on('2026-03-26', buildFacts({ openedOn: '2026-03-23', lots: [ended] }))
  expect(find('winner-due')).toBeUndefined()
  expect(find('security-return')).toMatchObject({ due: '2026-04-01', state: 'ahead' })
  const cancelled = buildFacts({ lots: [buildLot({ endedOn: '2026-03-05' })] })
  expect(tenderDeadlines(cancelled, noonOf('2026-03-06'))).toEqual([])
})

test('an objection is to be answered, then may be complained of, then the complaint is to be decided', () => {
  const objection = {
    id: 'o1',
    lotName: '',
    filedAt: noonOf('2026-03-09'),
    answeredAt: null,
    complaint: null,
  }
  const facts = (overrides: Partial<DeadlineFacts['objections'][number]>) =>
    buildFacts({ objections: [{ ...objection, ...overrides }] })
  expect(on('2026-03-18', facts({}))('objection-answer')).toMatchObject({
    due: '2026-03-18',
    state: 'today',
  })
  expect(on('2026-03-18', facts({}))('complaint-filing')).toBeUndefined()
  const complained = facts({
    answeredAt: noonOf('2026-03-18'),
    complaint: { filedAt: noonOf('2026-03-19'), decidedAt: null },
  })
  expect(on('2026-03-20', complained)('complaint-decision')).toMatchObject({ state: 'ahead' })
})

test('a bid’s clarification is due at the instant the committee named', () => {
  const clarification = { id: 'c1', lotName: '第1包', answeredAt: null }
  const answerDue = new Date('2026-03-24T15:00:00+08:00')
  const facts = buildFacts({ clarifications: [{ ...clarification, answerDue }] })
  expect(on('2026-03-24', facts)('bid-clarification')).toMatchObject({
    state: 'today',
    time: answerDue,
    rule: null,
  })
  expect(on('2026-03-25', facts)('bid-clarification')?.state).toBe('overdue')
})

test('the public sees no deadline that tells of a bid, an objection or a security', () => {
  const hidden = DEADLINE_KINDS.filter((kind) => !isPublicDeadline({ kind }))
  expect(hidden).toEqual([
    'bid-clarification',
    'security-return',
    'objection-answer',
    'complaint-filing',
    'complaint-decision',
  ])
})
