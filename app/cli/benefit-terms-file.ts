import { z } from 'zod'
import {
  type BenefitTermsProblem,
  checkDatedBenefitTerms,
} from '#app/domain/benefit/check-benefit-terms.ts'
import { type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { dateText, list, object, oneOf, rateText, yuanText } from './file-fields.ts'
import { BadInput } from './input-file.ts'
import { parseJsonFile, readJsonFile } from './json-file.ts'

const cap = object({ on: oneOf(['payout', 'eligible-expense']), amount: yuanText }).nullable()

const benefitTerms = object({
  from: dateText,
  tierBasis: oneOf(['gross', 'net']),
  deductible: yuanText,
  tiers: list(object({ upTo: yuanText.nullable(), ratio: rateText })),
  cap,
  categories: z
    .record(
      z.string().min(1),
      object({
        deductible: yuanText.optional(),
        ratioUplift: rateText.optional(),
        cap: cap.optional(),
      }),
      { error: 'must be an object of categories' },
    )
    .default({}),
  places: z
    .record(z.string().min(1), object({ ratioUplift: rateText }), {
      error: 'must be an object of places',
    })
    .default({}),
})

const PROBLEM_TEXT: Record<BenefitTermsProblem['problem'], string> = {
  'must-not-be-negative': 'must not be negative',
  'must-be-positive': 'must be above zero',
  'ratio-outside-0-to-1': 'must be between 0 and 1',
  'uplift-outside-1': 'must be between -1 and 1',
  'no-tiers': 'needs at least one tier',
  'edge-must-rise': 'must be above the edge before it',
  'only-last-edge-open': 'may be null only in the last tier',
  'last-edge-must-be-open': 'must be null in the last tier',
  'dates-must-rise': 'must be later than the entry before it',
  'no-terms': 'needs at least one entry',
}

/** Reads a list of benefit terms by date. @throws BadInput */
export function readBenefitTermsFile(file: string): DatedBenefitTerms[] {
  const json = readJsonFile(file)
  const terms = parseJsonFile(json, list(benefitTerms)).map(({ tiers, ...entry }) => ({
    ...entry,
    tiers: tiers.map(({ upTo, ratio }) => ({ upTo, payoutRatio: ratio })),
  }))
  const problems = checkDatedBenefitTerms(terms)
  if (problems.length > 0) {
    throw new BadInput(
      problems.map(({ path, problem }) => json.problemAt(path, PROBLEM_TEXT[problem])),
    )
  }
  return terms
}
