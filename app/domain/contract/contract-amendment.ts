import { type ContractTerms } from './contract-terms.ts'

/** What an amendment (补充协议) changes; it changes nothing else. */
export const AMENDMENT_TERMS = {
  'benefit-terms': ['benefitTerms'], // 待遇政策调整, from any day
  funding: ['fundingPerHead', 'estimatedTotal'], // 筹资标准, from a contract year's first day
  'settlement-terms': ['basis', 'settlementTerms', 'policyLossCauses'], // 盈亏与成本约定, likewise
  'payment-schedule': ['paymentSchedule'], // 拨付约定, likewise
  assessment: ['assessment'], // 考核约定, likewise
  services: ['staffing', 'servicePromises', 'clauses'], // 服务与条款, from any day
} as const satisfies Record<string, readonly (keyof ContractTerms)[]>

export type AmendmentKind = keyof typeof AMENDMENT_TERMS

export const AMENDMENT_KINDS = Object.keys(AMENDMENT_TERMS) as AmendmentKind[] // the keys of the object above

/** Money is counted by the year, so its terms change with one; the others from any day. */
export function isFromYearStart(kind: AmendmentKind): boolean {
  return kind !== 'benefit-terms' && kind !== 'services'
}

/** Where a draft stands: in force once both have signed, whatever its day. */
export type AmendmentState = 'to-sign' | 'signed' | 'withdrawn'

export function amendmentState(amendment: {
  confirmations: readonly unknown[]
  withdrawal: unknown
}): AmendmentState {
  if (amendment.withdrawal) return 'withdrawn'
  return amendment.confirmations.length === 2 ? 'signed' : 'to-sign'
}
