import { type PlainDate } from '#app/domain/calendar.ts'
import { type Lot, type TenderTerms } from '#app/domain/tender/tender.ts'
import { type AgreedOffer } from './agreed-offer.ts'
import { buildContract } from './build-contract.ts'
import { type ContractTerms } from './contract-terms.ts'
import { type AmendmentInForce, inOrder, layOver, termsOn } from './terms-in-force.ts'

export type ContractTerm = keyof ContractTerms

/** One term of a contract held against what tender and bid say it must be. */
export type ContractComparison = {
  term: ContractTerm
  source: 'tender' | 'bid' | 'tender-and-bid'
  agrees: boolean
}

/** The same with what each paper says, and what amendments made of it since. */
export type TermTrace = ContractComparison & {
  tender: unknown // undefined where it says nothing of the term
  bid: unknown
  expected: unknown // tender and bid together
  signed: unknown
  today: unknown
  amendedBy: readonly number[] // the amendments in force today that touch the term
  upcoming: readonly number[] // signed, from a later day
  agreesToday: boolean // or an amendment says why not
}

const SOURCES: Record<ContractTerm, ContractComparison['source']> = {
  startsOn: 'tender',
  endsOn: 'tender',
  termMonths: 'tender',
  bidBasis: 'tender',
  price: 'bid',
  headcount: 'tender',
  fundingPerHead: 'tender-and-bid',
  estimatedTotal: 'tender-and-bid',
  benefitTerms: 'tender-and-bid',
  basis: 'tender',
  settlementTerms: 'tender-and-bid',
  policyLossCauses: 'tender',
  paymentSchedule: 'tender',
  assessment: 'tender',
  staffing: 'bid',
  servicePromises: 'bid',
  clauses: 'tender',
}

const TERMS = Object.keys(SOURCES) as ContractTerm[] // the keys of the object above

/** The machine check tender = bid = contract, term by term, in a fixed order. */
export function compareContract(
  contract: ContractTerms,
  expected: ContractTerms,
): ContractComparison[] {
  return TERMS.map((term) => ({
    term,
    source: SOURCES[term],
    agrees: canonical(contract[term]) === canonical(expected[term]),
  }))
}

/**
 * The standing machine check tender = bid = contract = amendments: each term from the tender
 * to today. A term that differs from what tender and bid say is right only when an amendment
 * in force changed it.
 */
export function traceContract(
  papers: { tender: TenderTerms; lot: Lot; offer: AgreedOffer; signed: ContractTerms },
  amendments: readonly AmendmentInForce[],
  date: PlainDate,
): TermTrace[] {
  const expected = buildContract(papers.tender, papers.lot, papers.offer)
  const today = termsOn(papers.signed, amendments, date)
  const [tender, bid] = [tenderSays(papers), bidSays(papers)]
  return compareContract(papers.signed, expected).map((comparison) => {
    const { term, agrees } = comparison
    const touching = changersOf(term, papers.signed, amendments)
    const amendedBy = numbersOf(touching.filter(({ effectiveOn }) => effectiveOn <= date))
    return {
      ...comparison,
      tender: tender[term],
      bid: bid[term],
      expected: expected[term],
      signed: papers.signed[term],
      today: today[term],
      amendedBy,
      upcoming: numbersOf(touching.filter(({ effectiveOn }) => effectiveOn > date)),
      agreesToday:
        agrees && (amendedBy.length > 0 || canonical(today[term]) === canonical(expected[term])),
    }
  })
}

/** The amendments that give a term another value than it had; one of its kind may leave it as it was. */
function changersOf(
  term: ContractTerm,
  signed: ContractTerms,
  amendments: readonly AmendmentInForce[],
): AmendmentInForce[] {
  let terms = signed
  return inOrder(amendments).filter((amendment) => {
    const before = canonical(terms[term])
    terms = layOver(terms, amendment)
    return canonical(terms[term]) !== before
  })
}

function numbersOf(amendments: readonly AmendmentInForce[]): number[] {
  return amendments.map(({ number }) => number).toSorted((a, b) => a - b)
}

/** What the tender published of each term, before anybody offered anything. */
function tenderSays({
  tender,
  lot,
}: {
  tender: TenderTerms
  lot: Lot
}): Partial<Record<ContractTerm, unknown>> {
  return {
    startsOn: tender.coverageStartsOn,
    termMonths: tender.termMonths,
    bidBasis: lot.bidBasis,
    headcount: lot.headcount,
    fundingPerHead: lot.fundingPerHead,
    benefitTerms: tender.benefitTerms,
    basis: tender.settlementRules.basis,
    settlementTerms: { ...tender.settlementRules, basis: undefined },
    policyLossCauses: tender.policyLossCauses,
    paymentSchedule: tender.paymentSchedule,
    assessment: tender.assessment,
    clauses: tender.clauses,
  }
}

/** What the insurer offered of each term: its winning bid, or what another procedure agreed. */
function bidSays({ offer }: { offer: AgreedOffer }): Partial<Record<ContractTerm, unknown>> {
  return {
    price: offer.price,
    benefitTerms: { tiers: offer.payoutRatios.map((payoutRatio) => ({ payoutRatio })) },
    settlementTerms: { profitRate: offer.profitRate, lossRate: offer.lossRate },
    staffing: offer.staffing,
    servicePromises: offer.servicePromises,
  }
}

/** Text that is equal for equal values whatever the order of their keys. */
function canonical(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'undefined'
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${key}:${canonical(part)}`)
    .join(',')}}`
}
