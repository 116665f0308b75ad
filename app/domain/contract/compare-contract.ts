import { type ContractTerms } from './contract-terms.ts'

/** One term of a contract held against what tender and bid say it must be. */
export type ContractComparison = {
  term: keyof ContractTerms
  source: 'tender' | 'bid' | 'tender-and-bid'
  agrees: boolean
}

const SOURCES: Record<keyof ContractTerms, ContractComparison['source']> = {
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

const TERMS: readonly (keyof ContractTerms)[] = [
  'startsOn',
  'endsOn',
  'termMonths',
  'bidBasis',
  'price',
  'headcount',
  'fundingPerHead',
  'estimatedTotal',
  'benefitTerms',
  'basis',
  'settlementTerms',
  'policyLossCauses',
  'paymentSchedule',
  'assessment',
  'staffing',
  'servicePromises',
  'clauses',
]

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
