import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Fen } from '#app/domain/money.ts'

/** Why a contract ends before its term (提前终止). */
export const TERMINATION_CAUSES = [
  'by-agreement', // 协商一致
  'insurer-breach', // 保险公司违约
  'policyholder-breach', // 投保人违约
  'qualification-lost', // 承办资质丧失
  'policy-change', // 政策调整
  'force-majeure', // 不可抗力
] as const
export type TerminationCause = (typeof TERMINATION_CAUSES)[number]

export const LIABLE_PARTIES = ['policyholder', 'insurer', 'both', 'none'] as const
export type LiableParty = (typeof LIABLE_PARTIES)[number]

type Party = 'policyholder' | 'insurer'

/** What one party declares; `effectiveOn` is the last day of cover. */
export type DeclaredTermination = {
  cause: TerminationCause
  liableParty: LiableParty
  liabilityAmount: Fen
  effectiveOn: PlainDate
  declaredParty: Party
}

export type Termination = DeclaredTermination & { answer: 'agreed' | 'refused' | null }

/**
 * Whether the end needs the other party's yes. Breach, lost qualification and force majeure
 * end a contract by one party's notice (民法典 第五百六十三条、第五百六十五条); a changed policy
 * is negotiated first (民法典 第五百三十三条), as an agreement is (第五百六十二条).
 */
export function needsConsent(cause: TerminationCause): boolean {
  return cause === 'by-agreement' || cause === 'policy-change'
}

export type TerminationState = 'in-force' | 'to-answer' | 'refused' | 'lapsed'

/** An end that needs a yes lapses when its day passes without one: cover is not taken back. */
export function terminationState(
  { cause, answer, effectiveOn }: Termination,
  today: PlainDate,
): TerminationState {
  if (!needsConsent(cause) || answer === 'agreed') return 'in-force'
  if (answer === 'refused') return 'refused'
  return today > effectiveOn ? 'lapsed' : 'to-answer'
}

export function isInForce({ cause, answer }: Pick<Termination, 'cause' | 'answer'>): boolean {
  return !needsConsent(cause) || answer === 'agreed'
}

/**
 * The last day of cover (承保终止日): the term's own, or that of an early termination in force.
 * Asked for a contract year's last day it may give one before the year's first: nothing of it is covered.
 */
export function coverEndsOn(
  termEndsOn: PlainDate,
  terminations: readonly Pick<Termination, 'cause' | 'answer' | 'effectiveOn'>[],
): PlainDate {
  const end = terminations.find(isInForce)?.effectiveOn
  return end && end < termEndsOn ? end : termEndsOn
}

/** Whether any day of a contract year is covered, its last day being that of cover. */
export function isCovered({
  startsOn,
  endsOn,
}: {
  startsOn: PlainDate
  endsOn: PlainDate
}): boolean {
  return startsOn <= endsOn
}

export type TerminationRefusal =
  | 'already-terminated'
  | 'answer-pending'
  | 'own-breach'
  | 'liability-differs'
  | 'amount-without-liability'
  | 'in-the-past'
  | 'before-cover'
  | 'not-before-term-end'

/** Whether a party may end the contract so, today. */
export function checkTermination(
  declared: DeclaredTermination,
  contract: { startsOn: PlainDate; endsOn: PlainDate; terminations: readonly Termination[] },
  today: PlainDate,
): Decision<undefined, TerminationRefusal> {
  const { cause, effectiveOn, declaredParty, liableParty, liabilityAmount } = declared
  const states = contract.terminations.map((one) => terminationState(one, today))
  if (states.includes('in-force')) return refuse('already-terminated')
  if (states.includes('to-answer')) return refuse('answer-pending')
  if (breachOf(cause) === declaredParty) return refuse('own-breach')
  if (!fitsCause(liableParty, cause)) return refuse('liability-differs')
  if (liableParty === 'none' && liabilityAmount > 0n) return refuse('amount-without-liability')
  if (effectiveOn < today) return refuse('in-the-past')
  if (effectiveOn < contract.startsOn) return refuse('before-cover')
  if (effectiveOn >= contract.endsOn) return refuse('not-before-term-end')
  return accept(undefined)
}

function breachOf(cause: TerminationCause): Party | undefined {
  if (cause === 'insurer-breach') return 'insurer'
  return cause === 'policyholder-breach' ? 'policyholder' : undefined
}

/** Who broke the contract is liable, alone or with the other; force majeure makes nobody liable (民法典 第五百九十条). */
function fitsCause(liable: LiableParty, cause: TerminationCause): boolean {
  if (cause === 'force-majeure') return liable === 'none'
  const breach = breachOf(cause)
  return breach === undefined || liable === breach || liable === 'both'
}
