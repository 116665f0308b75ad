import { type TenderTerms } from './tender.ts'

/** What a contract template (合同范本) fixes; the rest a tender brings itself. */
export type TemplateContent = Pick<
  TenderTerms,
  'termMonths' | 'profitRateCeiling' | 'settlementRules' | 'clauses' | 'reviewItems'
> &
  Partial<Pick<TenderTerms, 'policyLossCauses' | 'assessment'>> // absent or none: left to the tender
