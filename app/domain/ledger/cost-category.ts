/** What an operating cost (经营成本) was for, in the order of its list. */
export const COST_CATEGORIES = [
  'staff',
  'office',
  'publicity',
  'training',
  'information-system',
  'investigation',
  'medical-review',
  'audit-and-actuary',
  'depreciation',
  'taxes',
  'other',
] as const
export type CostCategory = (typeof COST_CATEGORIES)[number]
