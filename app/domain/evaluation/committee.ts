import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import {
  type RuleValue,
  parameterOn,
  requiredParameterOn,
} from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'

export type CommitteeMemberKind = 'expert' | 'procuring-entity-representative'

export type CommitteeProblem = {
  problem:
    | 'too-few-members'
    | 'even-number'
    | 'too-few-experts'
    | 'not-one-chair'
    | 'representative-chairs'
    | 'member-twice'
  rule?: RuleValue
}

/** Checks the composition of an evaluation committee (评标委员会) against the regime. */
export function checkCommittee(
  members: readonly { expertId: string; kind: CommitteeMemberKind; chair: boolean }[],
  { regime, budget, today }: { regime: Regime; budget: Fen; today: PlainDate },
): CommitteeProblem[] {
  const problems: CommitteeProblem[] = []
  const sizeRule = committeeSizeRule({ regime, budget, today })
  if (members.length < Number(sizeRule.value))
    problems.push({ problem: 'too-few-members', rule: sizeRule })
  if (members.length % 2 === 0) problems.push({ problem: 'even-number', rule: sizeRule })

  const expertRule = requiredParameterOn(regime, 'expertShare', today)
  const experts = members.filter(({ kind }) => kind === 'expert').length
  const enough = BigInt(experts) * 3n >= expertRule.value * BigInt(members.length)
  if (!enough) problems.push({ problem: 'too-few-experts', rule: expertRule })

  if (members.filter(({ chair }) => chair).length !== 1) problems.push({ problem: 'not-one-chair' })
  const chairRule = parameterOn(regime, 'expertChairs', today)
  if (chairRule && members.some(({ chair, kind }) => chair && kind !== 'expert')) {
    problems.push({ problem: 'representative-chairs', rule: chairRule })
  }
  if (new Set(members.map(({ expertId }) => expertId)).size !== members.length) {
    problems.push({ problem: 'member-twice' })
  }
  return problems
}

/** How many members the regime asks for; a large budget needs more. */
export function committeeSizeRule({
  regime,
  budget,
  today,
}: {
  regime: Regime
  budget: Fen
  today: PlainDate
}): RuleValue {
  const largeBudget = parameterOn(regime, 'largeBudget', today)
  const isLarge = largeBudget !== undefined && budget >= largeBudget.value
  return requiredParameterOn(regime, isLarge ? 'largeCommitteeSize' : 'committeeSize', today)
}

/** Whether a committee is still at work: some lot waits for its report. After the last one nothing changes. */
export function awaitsEvaluation(
  lots: readonly { failed: boolean; evaluated: boolean }[],
): boolean {
  return lots.some(({ failed, evaluated }) => !failed && !evaluated)
}

/**
 * Whether the public may know who sat in the committee: once the result of every
 * lot is decided. Basis: 招标投标法 第三十七条 (名单在中标结果确定前应当保密).
 */
export function isCommitteePublic(lots: readonly { failed: boolean; awarded: boolean }[]): boolean {
  return lots.some(({ awarded }) => awarded) && lots.every((lot) => lot.awarded || lot.failed)
}
