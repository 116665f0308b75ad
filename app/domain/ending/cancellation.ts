import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type LotFacts, type TenderTerms } from '#app/domain/tender/tender.ts'

const RULES: Record<Regime, string> = {
  'bidding-law':
    '招标投标法实施条例 第三十一条：招标人终止招标的，应当及时发布公告，并退还所收取的投标保证金及银行同期存款利息',
  'government-procurement':
    '财政部令第87号 第二十九条：除因重大变故采购任务取消情况外，不得擅自终止招标活动；终止招标的，应当及时在原公告发布媒体上发布终止公告',
}

/** The rule a cancellation (终止招标、采购任务取消) rests on. */
export function cancellationRule(regime: Regime): string {
  return RULES[regime]
}

/** The lots that may be cancelled: those named, or all that have not ended, none of them awarded. */
export function lotsToCancel(
  { terms, facts }: { terms: Pick<TenderTerms, 'lots'>; facts: { lots: readonly LotFacts[] } },
  lotIds: readonly string[] | 'all',
): Decision<string[], 'not-found' | 'already-ended' | 'already-awarded'> {
  const known = terms.lots.flatMap(({ id }, index) => {
    const stands = facts.lots[index]
    return stands ? [{ id, ...stands }] : []
  })
  if (lotIds !== 'all' && !lotIds.every((id) => known.some((lot) => lot.id === id)))
    return refuse('not-found')
  const chosen =
    lotIds === 'all'
      ? known.filter(({ failed }) => !failed)
      : known.filter(({ id }) => lotIds.includes(id))
  if (chosen.length === 0 || chosen.some(({ failed }) => failed)) return refuse('already-ended')
  if (chosen.some(({ awarded }) => awarded)) return refuse('already-awarded')
  return accept(chosen.map(({ id }) => id))
}
