/** The body of law a tender is held under; each tender names one. */
export const REGIMES = ['bidding-law', 'government-procurement'] as const
export type Regime = (typeof REGIMES)[number] // 招标投标法 · 政府采购法
