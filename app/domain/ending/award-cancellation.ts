import { type Regime } from '#app/domain/regulation/regime.ts'

/** Why a buyer cancels an award before the contract is signed (中标无效、放弃中标). */
export const AWARD_CANCELLATION_GROUNDS = [
  'winner-gave-up', // 放弃中标、拒绝签订合同
  'force-majeure', // 因不可抗力不能履行合同
  'no-performance-security', // 不按要求提交履约保证金
  'unlawful-award', // 查实存在影响中标结果的违法行为
] as const
export type AwardCancellationGround = (typeof AWARD_CANCELLATION_GROUNDS)[number]

const BIDDING_LAW =
  '招标投标法实施条例 第五十五条：不符合中标条件的，招标人可以按照评标委员会提出的中标候选人名单排序依次确定其他中标候选人为中标人，也可以重新招标'
const REFUSED_TO_SIGN =
  '政府采购法实施条例 第四十九条：中标供应商拒绝与采购人签订合同的，采购人可以确定下一候选人为中标供应商，也可以重新开展政府采购活动'

const RULES: Record<Regime, Record<AwardCancellationGround, string>> = {
  'bidding-law': {
    'winner-gave-up': BIDDING_LAW,
    'force-majeure': BIDDING_LAW,
    'no-performance-security': BIDDING_LAW,
    'unlawful-award': BIDDING_LAW,
  },
  'government-procurement': {
    'winner-gave-up': REFUSED_TO_SIGN,
    'force-majeure': `${REFUSED_TO_SIGN}（不可抗力致不能签订的，比照办理）`,
    'no-performance-security': `${REFUSED_TO_SIGN}（不按招标文件提交履约保证金的，比照办理）`,
    'unlawful-award':
      '政府采购法实施条例 第七十一条：已确定中标供应商但尚未签订合同的，中标结果无效，从合格的中标候选人中另行确定；没有合格的中标候选人的，重新开展政府采购活动',
  },
}

/** The rule that a cancelled award rests on; it also says what may follow. */
export function awardCancellationRule(regime: Regime, ground: AwardCancellationGround): string {
  return RULES[regime][ground]
}
