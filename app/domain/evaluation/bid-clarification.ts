import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'

/** A bidder has at least this long for 澄清、说明或补正; the law wants time, but names none. */
export const SHORTEST_ANSWER_MINUTES = 30

/** What may be asked of a bidder and how far its answer goes. */
const RULES: Record<Regime, string> = {
  'bidding-law':
    '招标投标法实施条例 第五十二条：投标文件中有含义不明确的内容、明显文字或者计算错误，评标委员会认为需要投标人作出必要澄清、说明的，应当书面通知该投标人。投标人的澄清、说明应当采用书面形式，并不得超出投标文件的范围或者改变投标文件的实质性内容',
  'government-procurement':
    '财政部令第87号 第五十一条：对于投标文件中含义不明确、同类问题表述不一致或者有明显文字和计算错误的内容，评标委员会应当以书面形式要求投标人作出必要的澄清、说明或者补正。投标人的澄清、说明或者补正不得超出投标文件的范围或者改变投标文件的实质性内容',
}

export function clarificationRule(regime: Regime): string {
  return RULES[regime]
}

/** Whether a bidder asked now has long enough until a moment. */
export function checkAnswerDue(
  askedAt: Date,
  answerDue: Date,
): Decision<undefined, 'due-too-soon'> {
  const earliest = askedAt.getTime() + SHORTEST_ANSWER_MINUTES * 60_000
  return answerDue.getTime() < earliest ? refuse('due-too-soon') : accept(undefined)
}

export type ClarificationState = 'open' | 'answered' | 'overdue'

/** An answer is in time before the moment it is due; at that moment the review goes on without it. */
export function clarificationState(
  { answerDue, answeredAt }: { answerDue: Date; answeredAt: Date | null },
  now: Date,
): ClarificationState {
  if (answeredAt) return 'answered'
  return now < answerDue ? 'open' : 'overdue'
}
