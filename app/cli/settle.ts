import { z } from 'zod'
import {
  type SettlementTermsProblem,
  checkSettlementTerms,
} from '#app/domain/settlement/check-settlement-terms.ts'
import { settleYears } from '#app/domain/settlement/settle-years.ts'
import { settlementDocument } from '#app/domain/settlement/settlement-document.ts'
import { POLICY_LOSS_CAUSES } from '#app/domain/settlement/settlement-terms.ts'
import { list, object, oneOf, rateText, text, yuanText } from './file-fields.ts'
import { BadInput, type InputProblem } from './input-file.ts'
import { parseJsonFile, readJsonFile } from './json-file.ts'

export const SETTLE_USAGE = 'gongji settle CASE.json'

const bands = list(object({ upTo: rateText.nullable(), fundShare: rateText }))

const settlementCase = object({
  basis: oneOf(['annual', 'agreement']),
  terms: object({
    profitRate: rateText,
    cost: z.discriminatedUnion(
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
    ),
    surplusBands: bands,
    reserve: object({ yearlyCapRate: rateText, totalCapRate: rateText }).nullable(),
    loss: object({ sharedCauses: oneOf(['policy', 'any']), bands }),
  }),
  years: list(
    object({
      year: text('a name of the year').min(1, 'must not be empty'),
      premium: yuanText,
      claimsPaid: yuanText,
      outstandingOpening: yuanText,
      outstandingClosing: yuanText,
      operatingCost: yuanText,
      policyLosses: list(object({ cause: oneOf(POLICY_LOSS_CAUSES), amount: yuanText })),
      assessmentDeduction: yuanText,
      reserveBalance: yuanText.optional(),
    }),
  ),
})

const PROBLEM_TEXT: Record<SettlementTermsProblem['problem'], string> = {
  'rate-outside-0-to-1': 'must be between 0 and 1',
  'no-bands': 'needs at least one band',
  'edge-must-rise': 'must be above the edge before it',
  'only-last-edge-open': 'may be null only in the last band',
  'last-edge-must-be-open': 'must be null in the last band',
  'total-cap-below-yearly-cap': 'must not be below yearlyCapRate',
}

/** Settles the years of a case file; gives the result as JSON text. */
export function settle(file: string): string {
  const json = readJsonFile(file)
  const { basis, terms, years } = parseJsonFile(json, settlementCase)
  const problems: InputProblem[] = checkSettlementTerms(terms).map(({ path, problem }) =>
    json.problemAt(['terms', ...path], PROBLEM_TEXT[problem]),
  )
  if (years.length === 0) problems.push(json.problemAt(['years'], 'needs at least one year'))
  years.forEach(({ year, premium, reserveBalance }, index) => {
    const report = (field: string, what: string) =>
      problems.push(json.problemAt(['years', index, field], what))
    if (years.findIndex((other) => other.year === year) !== index) report('year', 'stands twice')
    if (premium === 0n) report('premium', 'must be above zero')
    const carriedOn = basis === 'agreement' && index > 0
    if (carriedOn && reserveBalance !== undefined) {
      report('reserveBalance', 'is carried on from the first year: leave it out here')
    }
    if (!carriedOn && reserveBalance === undefined) report('reserveBalance', 'is missing')
  })
  if (problems.length > 0) throw new BadInput(problems)

  const figures = years.map((year) => ({ ...year, reserveBalance: year.reserveBalance ?? 0n }))
  const settled = settleYears(basis, terms, figures)
  return JSON.stringify({ years: settled.map(settlementDocument) })
}
