import { type SecurityFacts, bidSecurityDue } from '#app/domain/bid/bid-security.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { checkCommittee } from '#app/domain/evaluation/committee.ts'
import {
  type ObjectionFacts,
  mayComplain,
  mayObject,
} from '#app/domain/objection/objection-clock.ts'
import { type ObjectionSubject } from '#app/domain/objection/objection.ts'
import { type ParameterName, parameterOn } from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { checkAmendment } from '#app/domain/tender/amendment.ts'
import { isShortAvailability } from '#app/domain/tender/bid-deadline.ts'
import { checkTender } from '#app/domain/tender/check-tender.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { noonOf } from '#tests/factories/objections.ts'
import { buildOpeningOfficers, buildTenderTerms } from '#tests/factories/tender-terms.ts'

/**
 * A period through the function that applies it: `latest` is the last lawful day,
 * `earliest` the first. Spring Festival 2026 is off from 15 to 23 February, with the
 * Saturdays 14 and 28 February worked.
 */
export type Period = {
  is: 'latest' | 'earliest'
  holds: (regime: Regime, from: PlainDate, day: PlainDate) => boolean
  ordinary: readonly [from: PlainDate, edge: PlainDate]
  springFestival: readonly [from: PlainDate, edge: PlainDate]
}

/** A rate or a count: what just keeps the rule and what just breaks it. */
export type Limit = {
  is: 'limit'
  holds: (regime: Regime, value: bigint) => boolean
  keeps: bigint
  breaks: bigint
}

export type Case = Period | Limit | 'no such rule'

export const TODAY: PlainDate = '2026-03-02'
export const SMALL_BUDGET = 100_000_000n

export function both(rule: Case): Record<Regime, Case> {
  return { 'bidding-law': rule, 'government-procurement': rule }
}

/** A rule without an amount holds from a day; before it nothing is known. */
export function inForce(name: ParameterName): Limit {
  return {
    is: 'limit',
    holds: (regime, year) => {
      try {
        return parameterOn(regime, name, `${Number(year)}-12-31`)?.value === 1n
      } catch {
        return false
      }
    },
    keeps: 2017n,
    breaks: 2011n,
  }
}

export function areAvailable(regime: Regime, from: PlainDate, until: PlainDate): boolean {
  return !isShortAvailability(regime, { from, until }, {})
}

/** A change that affects bids, published on a day, with the deadline left where it is. */
export function mayKeepDeadline(
  regime: Regime,
  amendedOn: PlainDate,
  deadlineDay: PlainDate,
): boolean {
  const terms = buildTenderTerms({
    regime,
    timetable: {
      documentsFrom: '2026-02-02',
      documentsUntil: '2026-02-09',
      bidDeadline: noonOf(deadlineDay),
    },
  })
  const changed = { ...terms, profitRateCeiling: terms.profitRateCeiling - 1n }
  const problems = checkAmendment(terms, changed, {
    now: noonOf(amendedOn),
    openingOfficers: buildOpeningOfficers(),
  })
  return !problems.some(({ problem }) => problem === 'deadline-too-soon-after-amendment')
}

export function hasProblem(terms: Partial<TenderTerms>, word: string): boolean {
  const problems = checkTender(buildTenderTerms(terms), {
    today: TODAY,
    openingOfficers: buildOpeningOfficers(),
  })
  return problems.some(({ problem }) => problem === word)
}

export function isCommittee(
  regime: Regime,
  budget: bigint,
  { members, experts, chair = 0 }: { members: bigint; experts: bigint; chair?: number },
): boolean {
  const committee = Array.from({ length: Number(members) }, (_member, index) => ({
    expertId: String(index),
    kind:
      index < Number(experts) ? ('expert' as const) : ('procuring-entity-representative' as const),
    chair: index === chair,
  }))
  return checkCommittee(committee, { regime, budget, today: TODAY }).length === 0
}

export function byReturn(
  what: 'signedOn' | 'awardedOn' | 'endedOn',
  won: boolean,
): Period['holds'] {
  return (regime, from, day) => {
    const facts: SecurityFacts = {
      regime,
      calendarOverrides: {},
      won,
      awardedOn: null,
      signedOn: null,
      endedOn: null,
      [what]: from,
    }
    return day <= (bidSecurityDue(facts)?.lastDay ?? '0000-00-00')
  }
}

export function byDue(
  dueOf: (regime: Regime, from: PlainDate, overrides: {}) => { lastDay: PlainDate } | undefined,
): Period['holds'] {
  return (regime, from, day) => day <= (dueOf(regime, from, {})?.lastDay ?? '0000-00-00')
}

export function mayStillObject(
  subject: ObjectionSubject,
  what: 'bidDeadline' | 'documentsUntil' | 'openedOn' | 'awardedOn',
): Period['holds'] {
  return (regime, from, day) => {
    const facts: ObjectionFacts = {
      regime,
      calendarOverrides: {},
      publishedOn: '2026-02-02',
      documentsUntil: '2026-02-09',
      bidDeadline: noonOf('2026-06-01'),
      openedOn: null,
      candidateNotice: null,
      awardedOn: null,
      [what]: what === 'bidDeadline' ? noonOf(from) : from,
    }
    return mayObject(subject, facts, noonOf(day)).ok
  }
}

export function mayStillComplain(regime: Regime, from: PlainDate, day: PlainDate): boolean {
  return mayComplain(regime, { answeredOn: from, answerDue: from }, {}, noonOf(day)).ok
}
