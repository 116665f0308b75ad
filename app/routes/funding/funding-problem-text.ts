import { type FundingProblem } from '#app/domain/funding/estimate-funding.ts'

const TEXT: Record<FundingProblem['problem'], string> = {
  'benefit-terms-unusable': '待遇条款不成立（分段上限须递增，最后一段不设上限，比例在0至100%之间）',
  'headcount-not-positive': '预计参保人数必须大于零',
  'growth-out-of-range': '费用增长率应在 −50% 至 100% 之间',
  'loading-out-of-range': '费用与盈利率应在 0 至 50% 之间',
}

const FIELD: Record<FundingProblem['problem'], string> = {
  'benefit-terms-unusable': 'tiers.0.upTo',
  'headcount-not-positive': 'headcount',
  'growth-out-of-range': 'expenseGrowth',
  'loading-out-of-range': 'loading',
}

export function problemText({ problem }: FundingProblem): string {
  return TEXT[problem]
}

export function problemField({ problem }: FundingProblem): string {
  return FIELD[problem]
}
