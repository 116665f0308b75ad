import { PPM_ONE, splitByWeights } from '#app/domain/money.ts'
import { lotTotal } from '#app/domain/tender/lot-amounts.ts'
import { type ExperienceYear, type TenderTerms } from '#app/domain/tender/tender.ts'
import { type FundingCandidate, type FundingResult } from './funding-estimate.ts'

/**
 * What a new tender takes over from a funding estimate (据测算编制招标文件): the candidate's
 * benefit terms, headcount and funding per head, which is also the ceiling of a price per
 * head, the budget that follows, and the base year as published experience.
 */
export function applyEstimate(
  terms: TenderTerms,
  { candidate, result }: { candidate: FundingCandidate; result: FundingResult },
  experience: readonly ExperienceYear[],
): TenderTerms {
  const { headcount } = candidate.assumptions
  const { fundingPerHead } = result
  const [first, ...others] = terms.lots
  if (!first) throw new Error('a new tender starts with a lot')
  const lot = {
    ...first,
    headcount,
    bidBasis: 'premium-per-head' as const,
    priceCeiling: fundingPerHead,
    priceFloor: null,
    fundingPerHead,
  }
  const { tiers } = candidate.terms
  return {
    ...terms,
    benefitTerms: candidate.terms,
    tierWeights:
      tiers.length === terms.tierWeights.length
        ? terms.tierWeights
        : splitByWeights(
            PPM_ONE,
            tiers.map(() => 1n),
          ),
    lots: [lot, ...others],
    budget: lotTotal(lot, fundingPerHead, terms.termMonths),
    experience,
  }
}
