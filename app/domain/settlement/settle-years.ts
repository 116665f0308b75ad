import { ratioOf, sum } from '#app/domain/money.ts'
import { settleYear } from './settle-year.ts'
import {
  type SettlementBasis,
  type SettlementTerms,
  type TraceStep,
  type YearFigures,
  type YearSettlement,
} from './settlement-terms.ts'

/**
 * Settles the years of a contract in order. On the annual basis each year stands
 * alone. On the agreement basis the formula runs on the sums since the first
 * year, and a year's row is the difference from what earlier rows settled, so
 * amounts may be negative and the rows add up to one settlement of the sums.
 * A row's `outcome` is the sign of its own balance, and its `lossRatio` is the
 * year's own; the sums' outcome is in the trace as `cumulative.balance`. The
 * reserve's caps are of the summed premium, over the balance before the first year.
 */
export function settleYears(
  basis: SettlementBasis,
  terms: SettlementTerms,
  years: readonly YearFigures[],
): YearSettlement[] {
  if (basis === 'annual') return years.map((figures) => settleYear(terms, figures))
  return years.map((figures, index) => {
    const cumulative = settleYear(terms, sumFigures(years.slice(0, index + 1)))
    const before = index === 0 ? undefined : settleYear(terms, sumFigures(years.slice(0, index)))
    return differenceOf(figures, cumulative, before)
  })
}

/** Figures summed over years; the reserve is the one before the first of them. */
export function sumFigures(years: readonly YearFigures[]): YearFigures {
  const [first] = years
  const last = years.at(-1)
  if (!first || !last) throw new Error('sumFigures needs at least one year')
  return {
    year: last.year,
    premium: sum(years.map((year) => year.premium)),
    claimsPaid: sum(years.map((year) => year.claimsPaid)),
    outstandingOpening: sum(years.map((year) => year.outstandingOpening)),
    outstandingClosing: sum(years.map((year) => year.outstandingClosing)),
    operatingCost: sum(years.map((year) => year.operatingCost)),
    policyLosses: years.flatMap((year) => year.policyLosses),
    assessmentDeduction: sum(years.map((year) => year.assessmentDeduction)),
    reserveBalance: first.reserveBalance,
  }
}

const AMOUNTS = [
  'incurredClaims',
  'admittedCost',
  'balance',
  'agreedProfit',
  'excessSurplus',
  'keptByInsurer',
  'returnedToFund',
  'toReserve',
  'policyLoss',
  'operatingLoss',
  'borneByFund',
  'borneByInsurer',
  'fromReserve',
  'assessmentDeduction',
  'payableByInsurer',
  'payableByFund',
] as const

/** A year's row: what the sums settle to now, less what they settled to a year ago. */
function differenceOf(
  figures: YearFigures,
  cumulative: YearSettlement,
  before: YearSettlement | undefined,
): YearSettlement {
  const trace: TraceStep[] = cumulative.trace.map((step) => ({
    ...step,
    step: `cumulative.${step.step}`,
    source: `${step.source}（首年至本年累计数）`,
  }))
  const row = { ...cumulative, year: figures.year }
  for (const name of AMOUNTS) {
    const settledBefore = before?.[name] ?? 0n
    row[name] = cumulative[name] - settledBefore
    trace.push({
      step: name,
      formula: `cumulative.${name} − settledBefore`,
      inputs: {
        [`cumulative.${name}`]: { unit: 'fen', value: cumulative[name] },
        settledBefore: { unit: 'fen', value: settledBefore },
      },
      unit: 'fen',
      value: row[name],
      source: '合同约定按协议期累计清算 basis = agreement',
    })
  }
  const lossRatio = ratioOf(row.incurredClaims, figures.premium)
  trace.push({
    step: 'lossRatio',
    formula: 'incurredClaims ÷ premium',
    inputs: {
      incurredClaims: { unit: 'fen', value: row.incurredClaims },
      premium: { unit: 'fen', value: figures.premium },
    },
    unit: 'ppm',
    value: lossRatio,
    source: '赔付率',
  })
  return { ...row, outcome: row.balance >= 0n ? 'surplus' : 'loss', lossRatio, trace }
}
