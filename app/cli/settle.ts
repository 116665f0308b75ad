import { z } from 'zod'
import {
  type SettlementTermsProblem,
  checkBands,
  checkCost,
  checkRate,
  checkReserve,
} from '#app/domain/settlement/check-settlement-terms.ts'
import { settleYears } from '#app/domain/settlement/settle-years.ts'
import { settlementDocument } from '#app/domain/settlement/settlement-document.ts'
import { POLICY_LOSS_CAUSES } from '#app/domain/settlement/settlement-terms.ts'
import { checkedBy, list, object, oneOf, rateText, text, yuanText } from './file-fields.ts'
import { parseJsonFile, readJsonFile } from './json-file.ts'

export const SETTLE_USAGE = 'gongji settle CASE.json'

const PROBLEM_TEXT: Record<SettlementTermsProblem['problem'], string> = {
  'rate-outside-0-to-1': 'must be between 0 and 1',
  'no-bands': 'needs at least one band',
  'edge-must-rise': 'must be above the edge before it',
  'only-last-edge-open': 'may be null only in the last band',
  'last-edge-must-be-open': 'must be null in the last band',
  'total-cap-below-yearly-cap': 'must not be below yearlyCapRate',
}

const costTreatment = z.discriminatedUnion(
  'treatment',
  [
    object({ treatment: z.literal('within-profit') }),
    object({ treatment: z.literal('actual-capped'), capRate: rateText }),
    object({ treatment: z.literal('fixed-rate'), rate: rateText }),
  ],
  {
    error: (issue) =>
      issue.input === undefined
        ? 'is missing'
        : 'must be an object whose treatment is within-profit, actual-capped or fixed-rate',
  },
)
const reserve = object({ yearlyCapRate: rateText, totalCapRate: rateText }).nullable()
const bands = list(object({ upTo: rateText.nullable(), fundShare: rateText })).superRefine(
  checkedBy((value) => checkBands(value, []), PROBLEM_TEXT),
)
const settlementTerms = object({
  profitRate: rateText.superRefine(checkedBy((value) => checkRate(value, []), PROBLEM_TEXT)),
  cost: costTreatment.superRefine(checkedBy((value) => checkCost(value, []), PROBLEM_TEXT)),
  surplusBands: bands,
  reserve: reserve.superRefine(checkedBy((value) => checkReserve(value, []), PROBLEM_TEXT)),
  loss: object({ sharedCauses: oneOf(['policy', 'any']), bands }),
})

const yearFigures = object({
  year: text('a name of the year').min(1, 'must not be empty'),
  premium: yuanText.refine((premium) => premium > 0n, 'must be above zero'),
  claimsPaid: yuanText,
  outstandingOpening: yuanText,
  outstandingClosing: yuanText,
  operatingCost: yuanText,
  policyLosses: list(object({ cause: oneOf(POLICY_LOSS_CAUSES), amount: yuanText })),
  assessmentDeduction: yuanText,
  reserveBalance: yuanText.optional(),
})
const years = list(yearFigures).superRefine((list, context) => {
  if (list.length === 0) context.addIssue({ code: 'custom', message: 'needs at least one year' })
  const seen = new Set<string>()
  list.forEach(({ year }, index) => {
    if (seen.has(year)) {
      context.addIssue({ code: 'custom', path: [index, 'year'], message: 'stands twice' })
    }
    seen.add(year)
  })
})

const settlementCase = object({
  basis: oneOf(['annual', 'agreement']),
  terms: settlementTerms,
  years,
}).superRefine(({ basis, years: list }, context) => {
  list.forEach(({ reserveBalance }, index) => {
    const report = (message: string) =>
      context.addIssue({ code: 'custom', path: ['years', index, 'reserveBalance'], message })
    const carriedOn = basis === 'agreement' && index > 0
    if (!carriedOn && reserveBalance === undefined) report('is missing')
    if (carriedOn && reserveBalance !== undefined) {
      report('is carried on from the first year: leave it out here')
    }
  })
})

/** Settles the years of a case file; gives the result as JSON text. */
export function settle(file: string): string {
  const parsed = parseJsonFile(readJsonFile(file), settlementCase)
  const figures = parsed.years.map((year) => ({
    ...year,
    reserveBalance: year.reserveBalance ?? 0n, // only where the program carries it on
  }))
  const settled = settleYears(parsed.basis, parsed.terms, figures)
  return JSON.stringify({ years: settled.map(settlementDocument) })
}
