import { type AmendmentRefusal } from '#app/domain/contract/decide-amendment.ts'

/** Why an amendment may not be, and at which field; the payout rule quotes its source. */
export const AMENDMENT_REFUSALS: Record<AmendmentRefusal, { text: string; field?: string }> = {
  terminated: { text: '合同已提前终止，不再签订补充协议' },
  'outside-term': { text: '生效日期不在合同期限内', field: 'effectiveOn' },
  'not-a-year-start': {
    text: '结算、筹资、拨付与考核约定只能自合同年度的首日起变更',
    field: 'effectiveOn',
  },
  'year-settled': { text: '所涉合同年度的结算已经审定，不能再变更', field: 'effectiveOn' },
  'premium-fixed': {
    text: '该合同年度的实际参保人数已登记，保费已按原筹资标准确定',
    field: 'effectiveOn',
  },
  'changes-nothing': { text: '没有任何条款与生效日当时的约定不同' },
  'funding-not-positive': { text: '筹资标准必须大于零', field: 'fundingPerHead' },
  'benefit-terms-unusable': {
    text: '待遇条款不成立（分段上限须递增，最后一段不设上限，比例在0至100%之间）',
    field: 'tiers.0.ratio',
  },
  'payout-ratio-too-low': { text: '支付比例低于50%', field: 'tiers.0.ratio' },
  'settlement-terms-unusable': {
    text: '结算条款不成立（分段上限须递增，最后一段不设上限，比例在0至100%之间，风险调节金累计上限不低于年度上限）',
  },
  'no-loss-causes': { text: '仅分担政策性亏损时，至少选择一项原因', field: 'policyLossCauses' },
  'payment-schedule-unusable': {
    text: '拨付约定不成立（每类年度各期月份递增，比例合计不超过100%，有且只有一期余款并排在最后，清算不早于年度终了）',
  },
  'assessment-unusable': {
    text: '考核约定不成立（指标名称不重复，步长大于零，扣款上限不低于每步扣款且合计不超过100%，答复期限1至60个工作日）',
  },
}
