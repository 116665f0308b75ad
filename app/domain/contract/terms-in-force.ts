import { type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen, divideHalfUp } from '#app/domain/money.ts'
import { AMENDMENT_TERMS, type AmendmentKind } from './contract-amendment.ts'
import { type ContractTerms } from './contract-terms.ts'
import { contractYears } from './contract-years.ts'

/** A signed amendment (补充协议), as far as it changes terms. */
export type AmendmentInForce = {
  number: number
  kind: AmendmentKind
  effectiveOn: PlainDate
  terms: ContractTerms
}

/**
 * The contract's terms as they read on a day: those signed at first, with each
 * amendment in force by then laid over them in the order of effective date, then number.
 * An amendment touches only the terms of its kind (`AMENDMENT_TERMS`).
 */
export function termsOn(
  signed: ContractTerms,
  amendments: readonly AmendmentInForce[],
  date: PlainDate,
): ContractTerms {
  return inOrder(amendments)
    .filter(({ effectiveOn }) => effectiveOn <= date)
    .reduce<ContractTerms>((terms, amendment) => layOver(terms, amendment), signed)
}

/**
 * The benefit terms of a contract year with their dates: those of its first day, then each
 * change within it. What the year's claims are run through.
 */
export function benefitTermsOfYear(
  signed: ContractTerms,
  amendments: readonly AmendmentInForce[],
  year: { startsOn: PlainDate; endsOn: PlainDate },
): DatedBenefitTerms[] {
  const changes = new Set(
    amendments
      .filter(
        ({ kind, effectiveOn }) =>
          kind === 'benefit-terms' && effectiveOn > year.startsOn && effectiveOn <= year.endsOn,
      )
      .map(({ effectiveOn }) => effectiveOn),
  )
  return [year.startsOn, ...[...changes].toSorted()].map((from) => ({
    ...termsOn(signed, amendments, from).benefitTerms,
    from,
  }))
}

/** One amendment over the terms before it; nothing but the terms of its kind is read from it. */
export function layOver(
  terms: ContractTerms,
  {
    kind,
    effectiveOn,
    terms: amended,
  }: Omit<AmendmentInForce, 'number' | 'terms'> & {
    terms: Partial<ContractTerms>
  },
): ContractTerms {
  const changed = AMENDMENT_TERMS[kind].flatMap((term) =>
    amended[term] === undefined ? [] : [[term, amended[term]] as const],
  )
  const after: ContractTerms = { ...terms, ...Object.fromEntries(changed) }
  return kind === 'funding'
    ? { ...after, estimatedTotal: newTotal(terms, after, effectiveOn) }
    : after
}

/**
 * The estimated total with another funding per head for the years from a day. It is computed
 * anew each time, not read from the amendment, which cannot know those signed after it.
 */
function newTotal(before: ContractTerms, after: ContractTerms, from: PlainDate): Fen {
  const first = contractYears(before.startsOn, before.termMonths).find(
    ({ startsOn }) => startsOn >= from,
  )
  if (!first) return before.estimatedTotal
  const months = BigInt(before.termMonths - 12 * (first.number - 1))
  const difference = after.fundingPerHead - before.fundingPerHead
  return before.estimatedTotal + divideHalfUp(before.headcount * difference * months, 12n)
}

/** By effective date, then number: whatever the order of drafting. */
export function inOrder(amendments: readonly AmendmentInForce[]): AmendmentInForce[] {
  return amendments.toSorted((a, b) =>
    a.effectiveOn === b.effectiveOn ? a.number - b.number : a.effectiveOn < b.effectiveOn ? -1 : 1,
  )
}
