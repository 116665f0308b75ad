import { contractDeadline, resultNotice } from '#app/domain/award/award-day.ts'
import { bidSecurityDue } from '#app/domain/bid/bid-security.ts'
import {
  type CalendarOverrides,
  type PlainDate,
  addDays,
  countPeriod,
  dateInChina,
  daysBetween,
  workingDaysBetween,
} from '#app/domain/calendar.ts'
import { objectionWindow, type ObjectionFacts } from '#app/domain/objection/objection-clock.ts'
import { objectionCourse } from '#app/domain/objection/objection-course.ts'
import { requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type Timetable } from '#app/domain/tender/tender.ts'
import {
  candidatesDue,
  contractPublicationDue,
  lastAmendmentDay,
  winnerDue,
} from './award-duties.ts'
import { type Deadline, type DeadlineDraft, countedAfter, placeDeadline } from './deadline.ts'

/** What a tender's deadlines are computed from; a viewer gets what the query lets them see. */
export type DeadlineFacts = {
  regime: Regime
  calendarOverrides: CalendarOverrides
  timetable: Timetable
  publishedOn: PlainDate
  openedOn: PlainDate | null
  lots: readonly LotDeadlineFacts[]
  objections: readonly {
    id: string
    lotName: string
    filedAt: Date
    answeredAt: Date | null
    complaint: { filedAt: Date; decidedAt: Date | null } | null
  }[]
  clarifications: readonly {
    id: string
    lotName: string
    answerDue: Date
    answeredAt: Date | null
  }[]
}

export type LotDeadlineFacts = {
  lotId: string
  lotName: string
  endedOn: PlainDate | null // failed or cancelled
  evaluatedOn: PlainDate | null
  candidates: { publishedOn: PlainDate; lastDay: PlainDate } | null
  awardedOn: PlainDate | null
  signedOn: PlainDate | null
  securities: readonly { won: boolean; endedOn: PlainDate | null }[]
}

/** Every deadline of a tender (期限), the earliest first, each with its rule and how it was counted. */
export function tenderDeadlines(facts: DeadlineFacts, now: Date): Deadline[] {
  const today = dateInChina(now)
  const allEnded = facts.lots.every(({ endedOn }) => endedOn !== null)
  const drafts = [
    ...(allEnded && facts.openedOn === null ? [] : biddingDeadlines(facts)),
    ...facts.lots.flatMap((lot) => lotDeadlines(facts, lot)),
    ...facts.objections.flatMap((objection) => objectionDeadlines(facts, objection, today)),
    ...facts.clarifications.map(({ id, lotName, answerDue, answeredAt }): DeadlineDraft => ({
      id: `bid-clarification ${id}`,
      kind: 'bid-clarification',
      about: lotName,
      due: dateInChina(answerDue),
      time: answerDue,
      rule: null,
      counting: null,
      doneOn: answeredAt && dateInChina(answeredAt),
    })),
  ]
  return drafts
    .map((draft) => placeDeadline(draft, { today, now }))
    .toSorted((a, b) => (a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due < b.due ? -1 : 1))
}

function biddingDeadlines(facts: DeadlineFacts): DeadlineDraft[] {
  const { regime, timetable, publishedOn, openedOn } = facts
  const { documentsFrom, documentsUntil, bidDeadline } = timetable
  const deadlineDay = dateInChina(bidDeadline)
  const available = requiredParameterOn(regime, 'documentsAvailable', publishedOn)
  const availability = countAvailability(facts, available.unit === 'working-days')
  const amendment = lastAmendmentDay(regime, deadlineDay)
  const opened = objectionWindow('procedure', objectionFacts(facts))
  return [
    {
      id: 'documents-end',
      kind: 'documents-end',
      due: documentsUntil,
      rule: available,
      counting: { way: 'from', from: documentsFrom, ...availability },
      doneOn: null,
    },
    documentsObjection(facts, deadlineDay),
    {
      id: 'amendment-without-extension',
      kind: 'amendment-without-extension',
      due: amendment.lastDay,
      rule: amendment.rule,
      counting: before(deadlineDay, Number(amendment.rule.value)),
      doneOn: null,
    },
    {
      id: 'bid-deadline',
      kind: 'bid-deadline',
      due: deadlineDay,
      time: bidDeadline,
      rule: requiredParameterOn(regime, 'issueToDeadline', publishedOn),
      counting: {
        way: 'after',
        from: documentsFrom,
        length: daysBetween(documentsFrom, deadlineDay),
        unit: 'days',
        skipped: [],
      },
      doneOn: null,
    },
    ...(opened && openedOn
      ? [
          {
            id: 'procedure-objection',
            kind: 'procedure-objection' as const,
            ...countedAfter(openedOn, opened.rule, opened),
            doneOn: null,
          },
        ]
      : []),
  ]
}

/** How long the documents are available, their first day counted. */
function countAvailability(
  { timetable: { documentsFrom, documentsUntil }, calendarOverrides }: DeadlineFacts,
  inWorkingDays: boolean,
) {
  const eve = addDays(documentsFrom, -1)
  if (!inWorkingDays)
    return { length: daysBetween(eve, documentsUntil), unit: 'days', skipped: [] } as const
  const length = workingDaysBetween(eve, documentsUntil, calendarOverrides)
  const unit = 'working-days'
  const { skipped } = countPeriod(eve, { length, unit }, calendarOverrides)
  return { length, unit, skipped } as const
}

/** Counted back from the deadline under the bidding law, on from the documents' end under the other. */
function documentsObjection(facts: DeadlineFacts, deadlineDay: PlainDate): DeadlineDraft {
  const window = objectionWindow('bidding-documents', objectionFacts(facts))
  if (!window) throw new Error('a published tender has documents to object to')
  const { lastDay, rule } = window
  const id = 'documents-objection'
  const base = { id, kind: id, doneOn: null } as const
  return facts.regime === 'bidding-law'
    ? { ...base, due: lastDay, rule, counting: before(deadlineDay, Number(rule.value)) }
    : { ...base, ...countedAfter(facts.timetable.documentsUntil, rule, window) }
}

function lotDeadlines(facts: DeadlineFacts, lot: LotDeadlineFacts): DeadlineDraft[] {
  const { regime, calendarOverrides } = facts
  const { lotId, lotName: about, endedOn, evaluatedOn, candidates, awardedOn, signedOn } = lot
  const drafts: DeadlineDraft[] = []
  const add = (
    kind: DeadlineDraft['kind'],
    from: PlainDate,
    period: Parameters<typeof countedAfter>[2] & { rule: Parameters<typeof countedAfter>[1] },
    doneOn: PlainDate | null,
  ) => {
    if (endedOn && !doneOn) return // nothing more is due of a lot that has ended
    const counted = countedAfter(from, period.rule, period)
    drafts.push({ id: `${kind} ${lotId}`, kind, lotId, about, ...counted, doneOn })
  }
  if (evaluatedOn) {
    const publication = candidatesDue(regime, evaluatedOn, calendarOverrides)
    if (publication)
      add('candidates-due', evaluatedOn, publication, candidates?.publishedOn ?? null)
    const choice = winnerDue(regime, evaluatedOn, calendarOverrides)
    if (choice) add('winner-due', evaluatedOn, choice, awardedOn)
  }
  const result = objectionWindow('result', objectionFacts(facts, lot))
  if (candidates && result && regime === 'bidding-law') {
    add('candidate-notice', candidates.publishedOn, result, null)
    add('result-objection', candidates.publishedOn, result, null)
  }
  if (awardedOn) {
    const notice = resultNotice(regime, awardedOn, calendarOverrides)
    if (notice) add('result-notice', awardedOn, notice, null)
    if (notice && result) add('result-objection', notice.lastDay, result, null)
    const signing = contractDeadline(regime, awardedOn)
    add('contract-signing', awardedOn, { ...signing, skipped: [] }, signedOn)
  }
  const publication = signedOn && contractPublicationDue(regime, signedOn, calendarOverrides)
  // The portal publishes a contract with its second signature.
  if (signedOn && publication) add('contract-publication', signedOn, publication, signedOn)
  return [...drafts, ...securityDeadlines(facts, lot)]
}

/** One for the winner's security and one for the others', so that no bidder is named. */
function securityDeadlines(
  { regime, calendarOverrides }: DeadlineFacts,
  { lotId, lotName, endedOn, awardedOn, signedOn, securities }: LotDeadlineFacts,
): DeadlineDraft[] {
  return [true, false].flatMap((won): DeadlineDraft[] => {
    const group = securities.filter((security) => security.won === won)
    const due = bidSecurityDue({ regime, calendarOverrides, won, awardedOn, signedOn, endedOn })
    if (group.length === 0 || !due) return []
    const ends = group.map((security) => security.endedOn)
    const last = ends.reduce((a, b) => (a && b ? (a > b ? a : b) : null))
    const about = `${lotName} · ${won ? '中标人' : '未中标人'}`
    const id = `security-return ${lotId} ${won ? 'winner' : 'others'}`
    const counted = countedAfter(due.from, due.rule, due)
    return [{ id, kind: 'security-return', lotId, about, ...counted, doneOn: last }]
  })
}

const COURSE = {
  answered: 'objection-answer',
  complained: 'complaint-filing',
  decided: 'complaint-decision',
} as const

function objectionDeadlines(
  { regime, calendarOverrides }: DeadlineFacts,
  { id, lotName: about, ...objection }: DeadlineFacts['objections'][number],
  today: PlainDate,
): DeadlineDraft[] {
  return objectionCourse(regime, objection, calendarOverrides, today).flatMap(
    ({ key, due, doneOn }): DeadlineDraft[] => {
      if (key === 'filed' || !due) return []
      const kind = COURSE[key]
      return [
        { id: `${kind} ${id}`, kind, about, ...countedAfter(due.from, due.rule, due), doneOn },
      ]
    },
  )
}

function before(from: PlainDate, length: number): DeadlineDraft['counting'] {
  return { way: 'before', from, length, unit: 'days', skipped: [] }
}

function objectionFacts(facts: DeadlineFacts, lot?: LotDeadlineFacts): ObjectionFacts {
  const { documentsUntil, bidDeadline } = facts.timetable
  const { regime, calendarOverrides, publishedOn, openedOn } = facts
  return {
    regime,
    calendarOverrides,
    publishedOn,
    documentsUntil,
    bidDeadline,
    openedOn,
    candidateNotice: lot?.candidates ?? null,
    awardedOn: lot?.awardedOn ?? null,
  }
}
