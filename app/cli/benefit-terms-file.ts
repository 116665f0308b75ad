import { type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import {
  type BenefitTermsProblem,
  checkCap,
  checkDates,
  checkHardshipTerms,
  checkPlace,
  checkTiers,
} from '#app/domain/benefit/check-benefit-terms.ts'
import {
  checkedBy,
  dateText,
  list,
  named,
  object,
  oneOf,
  rateText,
  yuanText,
} from './file-fields.ts'
import { parseJsonFile, readJsonFile } from './json-file.ts'

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

const tier = object({ upTo: yuanText.nullable(), ratio: rateText }).transform(
  ({ upTo, ratio }) => ({ upTo, payoutRatio: ratio }),
)
const cap = object({ on: oneOf(['payout', 'eligible-expense']), amount: yuanText }).nullable()
const hardshipTerms = object({
  deductible: yuanText.optional(),
  ratioUplift: rateText.optional(),
  cap: cap.optional(),
})

/** The keys of one entry of benefit terms; `categories` and `places` may be left out. */
const BENEFIT_TERMS_KEYS = {
  tierBasis: oneOf(['gross', 'net']),
  deductible: yuanText,
  tiers: list(tier).superRefine(checkedBy(checkTiers, PROBLEM_TEXT)),
  cap: cap.superRefine(checkedBy(checkCap, PROBLEM_TEXT)),
  categories: named(
    hardshipTerms.superRefine(checkedBy(checkHardshipTerms, PROBLEM_TEXT)),
    'categories',
  ).default({}),
  places: named(
    object({ ratioUplift: rateText }).superRefine(checkedBy(checkPlace, PROBLEM_TEXT)),
    'places',
  ).default({}),
}

const datedBenefitTerms = list(object({ from: dateText, ...BENEFIT_TERMS_KEYS })).superRefine(
  checkedBy(checkDates, PROBLEM_TEXT),
)

/** Reads a list of benefit terms by date; it has at least one entry. @throws BadInput */
export function readBenefitTermsFile(file: string): DatedBenefitTerms[] {
  return parseJsonFile(readJsonFile(file), datedBenefitTerms)
}
