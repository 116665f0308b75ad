import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen, PPM_ONE, type Ppm, divideHalfUp, max, min } from '#app/domain/money.ts'
import { type BenefitTerms, type Cap, type DatedBenefitTerms } from './benefit-terms.ts'

/** One visit's claim, as the benefit rules see it. `category` and `place` are empty for ordinary. */
export type Claim = {
  claimId: string
  personId: string
  visitDate: PlainDate
  category: string
  place: string
  eligibleExpense: Fen // 个人负担合规费用
}

/** A person's insurance year so far. `exactPayout` is in fen × ppm, so that nothing is rounded away. */
export type PersonYear = {
  eligibleExpense: Fen
  exactPayout: bigint
}

export const NEW_PERSON_YEAR: PersonYear = { eligibleExpense: 0n, exactPayout: 0n }

/**
 * Pays one visit (待遇核算): it moves the person's accumulated eligible expense
 * from one value to another and is paid the integral of the ratio over that
 * slice. The accumulated payout is rounded half-up to fen and the difference is
 * paid, so that splitting a visit never changes the year's total. A cap stops
 * paying, it takes nothing back: a lower cap later in the year pays zero.
 * @example 湖北 2024, 40,000 then 110,000 yuan: 17,300 then 76,500
 */
export function payVisit(
  year: PersonYear,
  visit: { category: string; place: string; eligibleExpense: Fen },
  terms: BenefitTerms,
): { year: PersonYear; payout: Fen } {
  const { deductible, uplift, cap } = termsFor(terms, visit)
  const after = year.eligibleExpense + visit.eligibleExpense
  const slice = sliceUnderCap(year.eligibleExpense, after, cap)

  let exactPayout = year.exactPayout + integrate(terms, { ...slice, deductible, uplift })
  if (cap?.on === 'payout') {
    exactPayout = max(year.exactPayout, min(exactPayout, cap.amount * PPM_ONE))
  }
  return {
    year: { eligibleExpense: after, exactPayout },
    payout: roundPayout(exactPayout) - roundPayout(year.exactPayout),
  }
}

/** The accumulated payout in whole fen. */
function roundPayout(exactPayout: bigint): Fen {
  return divideHalfUp(exactPayout, PPM_ONE)
}

/** The terms in force on a day: the last entry that does not start later. */
export function benefitTermsOn(
  list: readonly DatedBenefitTerms[],
  date: PlainDate,
): DatedBenefitTerms | undefined {
  return list.findLast((entry) => entry.from <= date)
}

export type AdjudicatedClaims = {
  persons: number
  eligibleExpense: Fen
  payout: Fen
  payouts: Fen[] // one per claim, in the order given
}

/**
 * Runs the claims of one insurance year. A person's claims are taken by visit
 * date, then in the order given; persons may be mixed.
 * @throws when a visit is before the first terms: the caller refuses such files
 */
export function adjudicateClaims(
  terms: readonly DatedBenefitTerms[],
  claims: readonly Claim[],
): AdjudicatedClaims {
  const visitsOf = visitsByPerson(claims)
  const payouts = Array.from<Fen>({ length: claims.length }).fill(0n)
  let eligibleExpense = 0n
  let payout = 0n
  for (const visits of visitsOf.values()) {
    let year = NEW_PERSON_YEAR
    for (const { claim, index } of visits.sort(compareVisits)) {
      const inForce = benefitTermsOn(terms, claim.visitDate)
      if (!inForce) throw new Error(`no terms are in force on ${claim.visitDate}`)
      const paid = payVisit(year, claim, inForce)
      year = paid.year
      payouts[index] = paid.payout
    }
    eligibleExpense += year.eligibleExpense
    payout += roundPayout(year.exactPayout)
  }
  return { persons: visitsOf.size, eligibleExpense, payout, payouts }
}

type Visit = { claim: Claim; index: number }

function visitsByPerson(claims: readonly Claim[]): Map<string, Visit[]> {
  const visitsOf = new Map<string, Visit[]>()
  claims.forEach((claim, index) => {
    const visits = visitsOf.get(claim.personId)
    if (visits) visits.push({ claim, index })
    else visitsOf.set(claim.personId, [{ claim, index }])
  })
  return visitsOf
}

/** By date; a stable sort keeps the order given within a day. */
function compareVisits({ claim: a }: Visit, { claim: b }: Visit): number {
  if (a.visitDate === b.visitDate) return 0
  return a.visitDate < b.visitDate ? -1 : 1
}

/**
 * A category's missing key means as for everybody; its `cap: null` means no cap.
 * A category or place that the terms do not list is paid as for everybody: claims
 * name every person's category, and most have no terms of their own.
 */
export function termsFor(
  terms: BenefitTerms,
  { category, place }: { category: string; place: string },
): { deductible: Fen; uplift: Ppm; cap: Cap | null } {
  const hardship = Object.hasOwn(terms.categories, category)
    ? terms.categories[category]
    : undefined
  const away = Object.hasOwn(terms.places, place) ? terms.places[place] : undefined
  return {
    deductible: hardship?.deductible ?? terms.deductible,
    uplift: (hardship?.ratioUplift ?? 0n) + (away?.ratioUplift ?? 0n),
    cap: hardship?.cap === undefined ? terms.cap : hardship.cap,
  }
}

/** Expense above a cap on eligible expense is not paid at all (天津). */
function sliceUnderCap(before: Fen, after: Fen, cap: Cap | null): { before: Fen; after: Fen } {
  if (cap?.on !== 'eligible-expense') return { before, after }
  return { before: min(before, cap.amount), after: min(after, cap.amount) }
}

/** The integral of the payout ratio over a slice of accumulated expense, in fen × ppm. */
function integrate(
  { tierBasis, tiers }: BenefitTerms,
  { before, after, deductible, uplift }: { before: Fen; after: Fen; deductible: Fen; uplift: Ppm },
): bigint {
  const shift = tierBasis === 'net' ? deductible : 0n
  let exact = 0n
  let lower = deductible
  for (const { upTo, payoutRatio } of tiers) {
    const upper = upTo === null ? after : upTo + shift
    const covered = min(after, upper) - max(before, lower)
    if (covered > 0n) exact += covered * clampRatio(payoutRatio + uplift)
    lower = max(lower, upper)
  }
  return exact
}

export function clampRatio(ratio: Ppm): Ppm {
  return max(0n, min(ratio, PPM_ONE))
}
