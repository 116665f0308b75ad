import { expect, test } from 'vitest'
import {
  mayAward,
  maySignContract,
  candidateNotice,
  contractDeadline,
} from '#app/domain/award/award-day.ts'
import { type PlainDate, addDays } from '#app/domain/calendar.ts'
import {
  candidatesDue,
  contractPublicationDue,
  winnerDue,
} from '#app/domain/deadline/award-duties.ts'
import { lotFailure } from '#app/domain/ending/lot-failure.ts'
import { mayUseOtherProcedure } from '#app/domain/ending/other-procedure.ts'
import {
  complaintDecisionDue,
  maySuspend,
  objectionAnswerDue,
} from '#app/domain/objection/objection-clock.ts'
import {
  PARAMETER_NAMES,
  type ParameterName,
  parameterOn,
} from '#app/domain/regulation/parameters.ts'
import { REGIMES, type Regime } from '#app/domain/regulation/regime.ts'
import { isEarlyDeadline } from '#app/domain/tender/bid-deadline.ts'
import { noonOf } from '#tests/factories/objections.ts'
import { buildTenderTerms } from '#tests/factories/tender-terms.ts'
import {
  type Period,
  type Case,
  TODAY,
  SMALL_BUDGET,
  both,
  inForce,
  areAvailable,
  mayKeepDeadline,
  hasProblem,
  isCommittee,
  byReturn,
  byDue,
  mayStillObject,
  mayStillComplain,
} from './applied-rules.ts'

const fiveDays = {
  is: 'latest',
  ordinary: ['2026-03-02', '2026-03-09'], // the 7th is a Saturday
  springFestival: ['2026-02-10', '2026-02-24'],
} as const
const fiveWorkingDays = {
  is: 'latest',
  ordinary: ['2026-03-02', '2026-03-09'],
  springFestival: ['2026-02-12', '2026-02-26'],
} as const
const sevenWorkingDays = {
  is: 'latest',
  ordinary: ['2026-03-02', '2026-03-11'],
  springFestival: ['2026-02-12', '2026-02-28'],
} as const
const threeDays = {
  is: 'latest',
  ordinary: ['2026-03-02', '2026-03-05'],
  springFestival: ['2026-02-13', '2026-02-24'],
} as const
const thirtyDays = {
  is: 'latest',
  ordinary: ['2026-03-02', '2026-04-01'],
  springFestival: ['2026-02-10', '2026-03-12'],
} as const

const CASES: Record<ParameterName, Record<Regime, Case>> = {
  documentsAvailable: {
    'bidding-law': {
      is: 'earliest',
      holds: areAvailable,
      ordinary: ['2026-03-02', '2026-03-06'],
      springFestival: ['2026-02-12', '2026-02-16'],
    },
    'government-procurement': {
      is: 'earliest',
      holds: areAvailable,
      ordinary: ['2026-03-02', '2026-03-06'],
      springFestival: ['2026-02-12', '2026-02-25'],
    },
  },
  issueToDeadline: both({
    is: 'earliest',
    holds: (regime, from, day) => !isEarlyDeadline(regime, from, noonOf(day)),
    ordinary: ['2026-03-02', '2026-03-22'],
    springFestival: ['2026-02-10', '2026-03-02'],
  }),
  amendmentToDeadline: both({
    is: 'earliest',
    holds: mayKeepDeadline,
    ordinary: ['2026-03-02', '2026-03-17'],
    springFestival: ['2026-02-10', '2026-02-25'],
  }),
  bidSecurityRate: both({
    is: 'limit',
    holds: (regime, bidSecurity) =>
      !hasProblem({ regime, bidSecurity, budget: 1_063_290_000_00n }, 'bid-security-too-high'),
    keeps: 21_265_800_00n,
    breaks: 21_265_800_01n,
  }),
  bidSecurityReturn: {
    'bidding-law': { ...fiveDays, holds: byReturn('signedOn', true) },
    'government-procurement': { ...fiveWorkingDays, holds: byReturn('signedOn', true) },
  },
  losersSecurityReturn: {
    'bidding-law': { ...fiveDays, holds: byReturn('signedOn', false) },
    'government-procurement': { ...fiveWorkingDays, holds: byReturn('awardedOn', false) },
  },
  failureSecurityReturn: {
    'bidding-law': { ...fiveDays, holds: byReturn('endedOn', false) },
    'government-procurement': { ...fiveWorkingDays, holds: byReturn('endedOn', false) },
  },
  committeeSize: both({
    is: 'limit',
    holds: (regime, members) => isCommittee(regime, SMALL_BUDGET, { members, experts: members }),
    keeps: 5n,
    breaks: 3n,
  }),
  largeBudget: {
    'bidding-law': 'no such rule',
    'government-procurement': {
      is: 'limit',
      holds: (regime, budget) => isCommittee(regime, budget, { members: 5n, experts: 5n }),
      keeps: 999_999_999n,
      breaks: 1_000_000_000n,
    },
  },
  largeCommitteeSize: {
    'bidding-law': 'no such rule',
    'government-procurement': {
      is: 'limit',
      holds: (regime, members) =>
        isCommittee(regime, 1_000_000_000n, { members, experts: members }),
      keeps: 7n,
      breaks: 5n,
    },
  },
  expertShare: both({
    is: 'limit',
    holds: (regime, experts) => isCommittee(regime, SMALL_BUDGET, { members: 9n, experts }),
    keeps: 6n,
    breaks: 5n,
  }),
  expertDraw: both(inForce('expertDraw')),
  memberReplacement: both(inForce('memberReplacement')),
  expertChairs: {
    'bidding-law': 'no such rule',
    'government-procurement': {
      is: 'limit',
      holds: (regime, chair) =>
        isCommittee(regime, SMALL_BUDGET, { members: 5n, experts: 4n, chair: Number(chair) }),
      keeps: 3n,
      breaks: 4n, // the fifth member, who represents the buyer
    },
  },
  minimumBidders: both({
    is: 'limit',
    holds: (regime, bidders) =>
      lotFailure({ regime, today: TODAY }, 'opening', Number(bidders)) === undefined,
    keeps: 3n,
    breaks: 2n,
  }),
  candidateNotice: {
    'bidding-law': {
      is: 'earliest',
      holds: (regime, from, day) => {
        const notice = candidateNotice(regime, from, {})
        return mayAward(regime, notice?.lastDay ?? null, noonOf(day)).ok
      },
      ordinary: ['2026-03-02', '2026-03-06'],
      springFestival: ['2026-02-12', '2026-02-25'],
    },
    'government-procurement': 'no such rule',
  },
  resultNotice: {
    'bidding-law': 'no such rule',
    'government-procurement': {
      is: 'earliest',
      holds: (regime, from, day) => maySignContract(regime, from, {}, noonOf(day)).ok,
      ordinary: ['2026-03-02', '2026-03-04'],
      springFestival: ['2026-02-14', '2026-02-25'],
    },
  },
  contractSigning: both({
    ...thirtyDays,
    holds: (regime, from, day) => day <= contractDeadline(regime, from).lastDay,
  }),
  candidatePublication: {
    'bidding-law': { ...threeDays, holds: byDue((...args) => candidatesDue(...args)) },
    'government-procurement': 'no such rule',
  },
  winnerChoice: {
    'bidding-law': 'no such rule',
    'government-procurement': { ...fiveWorkingDays, holds: byDue((...args) => winnerDue(...args)) },
  },
  documentsObjection: {
    'bidding-law': {
      is: 'latest',
      holds: mayStillObject('bidding-documents', 'bidDeadline'),
      ordinary: ['2026-03-20', '2026-03-10'],
      springFestival: ['2026-03-02', '2026-02-20'],
    },
    'government-procurement': {
      ...sevenWorkingDays,
      holds: mayStillObject('bidding-documents', 'documentsUntil'),
    },
  },
  procedureObjection: {
    'bidding-law': {
      is: 'latest',
      holds: mayStillObject('procedure', 'openedOn'),
      ordinary: ['2026-03-02', '2026-03-02'],
      springFestival: ['2026-02-14', '2026-02-14'],
    },
    'government-procurement': {
      ...sevenWorkingDays,
      holds: mayStillObject('procedure', 'openedOn'),
    },
  },
  resultObjection: {
    'bidding-law': 'no such rule',
    'government-procurement': {
      is: 'latest',
      holds: mayStillObject('result', 'awardedOn'),
      ordinary: ['2026-03-02', '2026-03-12'], // a working day of notice, then seven
      springFestival: ['2026-02-12', '2026-03-02'],
    },
  },
  objectionAnswer: {
    'bidding-law': { ...threeDays, holds: byDue((...args) => objectionAnswerDue(...args)) },
    'government-procurement': {
      ...sevenWorkingDays,
      holds: byDue((...args) => objectionAnswerDue(...args)),
    },
  },
  complaintFiling: {
    'bidding-law': {
      is: 'latest',
      holds: mayStillComplain,
      ordinary: ['2026-03-02', '2026-03-12'],
      springFestival: ['2026-02-10', '2026-02-24'],
    },
    'government-procurement': {
      is: 'latest',
      holds: mayStillComplain,
      ordinary: ['2026-03-02', '2026-03-23'],
      springFestival: ['2026-02-12', '2026-03-11'],
    },
  },
  complaintDecision: both({
    is: 'latest',
    holds: byDue((...args) => complaintDecisionDue(...args)),
    ordinary: ['2026-03-02', '2026-04-14'], // Qingming takes 6 April
    springFestival: ['2026-02-12', '2026-04-01'],
  }),
  suspensionLimit: {
    'bidding-law': 'no such rule',
    'government-procurement': {
      ...thirtyDays,
      holds: (regime, from, day) => maySuspend(regime, from, day).ok,
    },
  },
  contractPublication: {
    'bidding-law': 'no such rule',
    'government-procurement': {
      is: 'latest',
      holds: byDue((...args) => contractPublicationDue(...args)),
      ordinary: ['2026-03-02', '2026-03-04'],
      springFestival: ['2026-02-13', '2026-02-24'],
    },
  },
  attemptsBeforeOtherProcedure: both({
    is: 'limit',
    holds: (regime, attempts) => mayUseOtherProcedure(regime, Number(attempts), TODAY).ok,
    keeps: 2n,
    breaks: 1n,
  }),
  contractTerm: both({
    is: 'limit',
    holds: (regime, months) =>
      !hasProblem({ regime, termMonths: Number(months) }, 'term-short-without-reason'),
    keeps: 36n,
    breaks: 35n,
  }),
  minimumPayoutRatio: both({
    is: 'limit',
    holds: (regime, payoutRatio) => {
      const { benefitTerms } = buildTenderTerms()
      const tiers = [{ upTo: null, payoutRatio }]
      return !hasProblem(
        { regime, benefitTerms: { ...benefitTerms, tiers } },
        'payout-ratio-too-low',
      )
    },
    keeps: 500_000n,
    breaks: 499_999n,
  }),
}

for (const name of PARAMETER_NAMES) {
  for (const regime of REGIMES) {
    const rule = CASES[name][regime]
    if (rule === 'no such rule') {
      test(`${name}, ${regime}: the regime has no such rule`, () => {
        expect(parameterOn(regime, name, TODAY)).toBeUndefined()
      })
    } else if (rule.is === 'limit') {
      test(`${name}, ${regime}: at the limit and just beyond it`, () => {
        expect(rule.holds(regime, rule.keeps)).toBe(true)
        expect(rule.holds(regime, rule.breaks)).toBe(false)
      })
    } else {
      test(`${name}, ${regime}: the day before, on the day and the day after`, () => {
        expectEdge(rule, regime, rule.ordinary)
      })
      test(`${name}, ${regime}: across Spring Festival 2026 with its make-up days`, () => {
        expectEdge(rule, regime, rule.springFestival)
      })
    }
  }
}

function expectEdge(
  { is, holds }: Period,
  regime: Regime,
  [from, edge]: readonly [PlainDate, PlainDate],
): void {
  const dayBefore = edge === from ? edge : addDays(edge, -1) // on the spot there is none
  expect([
    holds(regime, from, dayBefore),
    holds(regime, from, edge),
    holds(regime, from, addDays(edge, 1)),
  ]).toEqual(is === 'latest' ? [true, true, false] : [false, true, true])
}
