import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Fen, sum } from '#app/domain/money.ts'
import { settleYears } from './settle-years.ts'
import {
  type PolicyLossCause,
  type SettlementBasis,
  type SettlementTerms,
  type YearFigures,
  type YearSettlement,
} from './settlement-terms.ts'

/** What the insurer reports of a year; premium and reserve come from records. */
export type ReportedFigures = Omit<YearFigures, 'year' | 'premium' | 'reserveBalance'>

/** An earlier year that is final. */
export type EarlierYear = { figures: YearFigures; toReserve: Fen; fromReserve: Fen }

export type ProposeYearRefusal =
  | 'year-not-over'
  | 'earlier-year-open'
  | 'opening-differs-from-last-closing'
  | 'cause-not-counted'

/**
 * Builds and settles a year's figures: the premium from the agreed headcount, the
 * reserve from the earlier final years. A year is proposed only after its last
 * day, in order, its opening outstanding claims are last year's closing ones, and a policy
 * loss has a cause that the contract counts (认定为政策性亏损的原因).
 */
export function proposeYear({
  year,
  basis,
  terms,
  policyLossCauses,
  earlier,
  premium,
  reported,
  today,
}: {
  year: { name: string; endsOn: PlainDate }
  basis: SettlementBasis
  terms: SettlementTerms
  policyLossCauses: readonly PolicyLossCause[]
  earlier: readonly (EarlierYear | null)[]
  premium: Fen
  reported: ReportedFigures
  today: PlainDate
}): Decision<{ figures: YearFigures; settlement: YearSettlement }, ProposeYearRefusal> {
  if (today <= year.endsOn) return refuse('year-not-over')
  if (reported.policyLosses.some(({ cause }) => !policyLossCauses.includes(cause)))
    return refuse('cause-not-counted')
  const final = earlier.filter((before) => before !== null)
  if (final.length !== earlier.length) return refuse('earlier-year-open')
  const last = final.at(-1)
  if (last && last.figures.outstandingClosing !== reported.outstandingOpening) {
    return refuse('opening-differs-from-last-closing')
  }

  const opening = final[0]?.figures.reserveBalance ?? 0n
  const moved = sum(final.map(({ toReserve, fromReserve }) => toReserve - fromReserve))
  const figures: YearFigures = {
    ...reported,
    year: year.name,
    premium,
    reserveBalance: opening + moved,
  }
  return accept({
    figures,
    settlement: settleLast(basis, terms, [...final.map((before) => before.figures), figures]),
  })
}

/** Settles the last of a contract's years, as its proposal and its audit both must. */
export function settleLast(
  basis: SettlementBasis,
  terms: SettlementTerms,
  years: readonly YearFigures[],
): YearSettlement {
  const settled = settleYears(basis, terms, years).at(-1)
  if (!settled) throw new Error('settleLast needs at least one year')
  return settled
}
