import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen, PPM_ONE, type Ppm, divideHalfUp, max, min } from '#app/domain/money.ts'
import { type Claim, NEW_PERSON_YEAR, benefitTermsOn, payVisit } from './adjudicate-claims.ts'
import { type DatedBenefitTerms } from './benefit-terms.ts'
import { payoutRule } from './payout-bands.ts'

/** The part of a visit's slice that one ratio pays, in fen × ppm. */
export type ExplainedPart = { from: Fen; upTo: Fen; ratio: Ppm; exactPayout: bigint }

/** Why a visit is paid what it is paid. */
export type ExplainedVisit<Visit> = {
  visit: Visit
  termsFrom: PlainDate
  before: Fen // accumulated eligible expense
  after: Fen
  parts: ExplainedPart[]
  payoutCap: Fen | null
  cutByCap: Fen // what the cap on the payout took away
  payoutBefore: Fen // accumulated, rounded
  payoutAfter: Fen
  due: Fen
}

type VisitToExplain = Omit<Claim, 'personId'>

/**
 * One person's visits of the year, in the order in which they are paid, each with its slice by
 * ratio. The amounts are the kernel's.
 * @throws when a visit is before the first terms, as the kernel does
 */
export function explainVisits<Visit extends VisitToExplain>(
  terms: readonly DatedBenefitTerms[],
  visits: readonly Visit[],
): ExplainedVisit<Visit>[] {
  let year = NEW_PERSON_YEAR
  return visits.map((visit) => {
    const inForce = benefitTermsOn(terms, visit.visitDate)
    if (!inForce) throw new Error(`no terms are in force on ${visit.visitDate}`)
    const before = year
    const paid = payVisit(before, visit, inForce)
    year = paid.year
    const { bands, payoutCap } = payoutRule(inForce, visit)
    const parts = bands.flatMap(({ from, upTo, ratio }) => {
      const start = max(from, before.eligibleExpense)
      const end = upTo === null ? year.eligibleExpense : min(upTo, year.eligibleExpense)
      if (end <= start) return []
      return [{ from: start, upTo: end, ratio, exactPayout: (end - start) * ratio }]
    })
    const uncapped = parts.reduce((total, part) => total + part.exactPayout, 0n)
    const cut = uncapped - (year.exactPayout - before.exactPayout)
    return {
      visit,
      termsFrom: inForce.from,
      before: before.eligibleExpense,
      after: year.eligibleExpense,
      parts,
      payoutCap,
      cutByCap: divideHalfUp(cut, PPM_ONE),
      payoutBefore: divideHalfUp(before.exactPayout, PPM_ONE),
      payoutAfter: divideHalfUp(year.exactPayout, PPM_ONE),
      due: paid.payout,
    }
  })
}
