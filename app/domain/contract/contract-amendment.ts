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
