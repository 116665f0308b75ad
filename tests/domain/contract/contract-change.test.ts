import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#app/domain/calendar.ts'
import { buildContract } from '#app/domain/contract/build-contract.ts'
import { traceContract } from '#app/domain/contract/compare-contract.ts'
import { AMENDMENT_KINDS, AMENDMENT_TERMS } from '#app/domain/contract/contract-amendment.ts'
import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { contractYears } from '#app/domain/contract/contract-years.ts'
import { coverEndsOn, isCovered, terminationState } from '#app/domain/contract/early-termination.ts'
import { handoverProgress, handoverStart } from '#app/domain/contract/handover.ts'
import { renewalOf } from '#app/domain/contract/renewal.ts'
import { type AmendmentInForce, termsOn } from '#app/domain/contract/terms-in-force.ts'
import { buildBidContent, buildLot, buildTenderTerms } from '#tests/factories/tender-terms.ts'
import { yuan } from '#tests/yuan.ts'

const papers = { tender: buildTenderTerms(), lot: buildLot(), offer: buildBidContent() }
const SIGNED = buildContract(papers.tender, papers.lot, papers.offer)
const YEARS = contractYears(SIGNED.startsOn, SIGNED.termMonths)

const amendmentArbitrary = fc
  .record({
    kind: fc.constantFrom(...AMENDMENT_KINDS),
    year: fc.integer({ min: 0, max: 2 }),
    funding: fc.bigInt({ min: 1n, max: 20_000n }),
    ratio: fc.bigInt({ min: 500_000n, max: 1_000_000n }),
    promises: fc.string(),
  })
  .map(({ kind, year, funding, ratio, promises }): Omit<AmendmentInForce, 'number'> => ({
    kind,
    effectiveOn: YEARS[year]?.startsOn ?? SIGNED.startsOn,
    // Every term is typed, so that a kind which read too much would show.
    terms: {
      ...SIGNED,
      fundingPerHead: funding,
      headcount: 1n,
      price: 1n,
      servicePromises: promises,
      benefitTerms: { ...SIGNED.benefitTerms, tiers: [{ upTo: null, payoutRatio: ratio }] },
      settlementTerms: { ...SIGNED.settlementTerms, profitRate: ratio },
      policyLossCauses: ['catalogue'],
    },
  }))

test('amendments drafted in any order give the same terms on every day, of their kinds only', () => {
  const distinct = fc.uniqueArray(amendmentArbitrary, {
    selector: ({ kind, effectiveOn }) => `${kind} ${effectiveOn}`,
    maxLength: 8,
  })
  fc.assert(
    fc.property(
      distinct,
      fc.integer({ min: 0, max: 1_095 }),
      fc.infiniteStream(fc.nat()),
      (drafted, day, keys) => {
        const date = addDays(SIGNED.startsOn, day)
        const numbered = drafted.map((one, index) => ({ ...one, number: index + 1 }))
        const other = drafted
          .map((one) => ({ one, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }, index) => ({ ...one, number: index + 1 }))
        const terms = termsOn(SIGNED, numbered, date)
        expect(termsOn(SIGNED, other, date)).toEqual(terms)
        const touched = new Set<string>(
          drafted
            .filter((one) => one.effectiveOn <= date)
            .flatMap(({ kind }) => AMENDMENT_TERMS[kind]),
        )
        for (const term of Object.keys(SIGNED) as (keyof ContractTerms)[])
          if (!touched.has(term)) expect(terms[term]).toEqual(SIGNED[term])
      },
    ),
  )
})

test('the machine check names the amendment that changed a term, and what differs without one', () => {
  const amendment: AmendmentInForce = {
    number: 3,
    kind: 'funding',
    effectiveOn: '2027-07-01',
    terms: { ...SIGNED, fundingPerHead: yuan('70') },
  }
  const trace = (signed: ContractTerms, date: '2027-06-30' | '2027-07-01') =>
    traceContract({ ...papers, signed }, [amendment], date).filter(
      ({ agrees, agreesToday, amendedBy, upcoming }) =>
        !agrees || !agreesToday || amendedBy.length > 0 || upcoming.length > 0,
    )
  expect(trace(SIGNED, '2027-06-30')).toMatchObject([
    { term: 'fundingPerHead', agreesToday: true, amendedBy: [], upcoming: [3] },
    { term: 'estimatedTotal', agreesToday: true, amendedBy: [], upcoming: [3] },
  ])
  expect(trace(SIGNED, '2027-07-01')).toMatchObject([
    { term: 'fundingPerHead', tender: yuan('67'), today: yuan('70'), amendedBy: [3] },
    { term: 'estimatedTotal', amendedBy: [3] },
  ])
  const tampered = { ...SIGNED, headcount: 1n, fundingPerHead: yuan('66.61') }
  expect(
    trace(tampered, '2027-07-01')
      .filter(({ agreesToday }) => !agreesToday)
      .map(({ term }) => term),
  ).toEqual(['headcount', 'fundingPerHead'])
})

test('cover ends with an early termination in force, and years after it are not covered', () => {
  const end = { cause: 'by-agreement', effectiveOn: '2027-03-31' } as const
  expect(coverEndsOn('2029-06-30', [{ ...end, answer: 'agreed' }])).toBe('2027-03-31')
  expect(coverEndsOn('2029-06-30', [{ ...end, answer: null }])).toBe('2029-06-30')
  const cut = YEARS.map((year) => ({
    ...year,
    endsOn: coverEndsOn(year.endsOn, [{ ...end, answer: 'agreed' }]),
  }))
  expect(cut.map(isCovered)).toEqual([true, false, false])
  const declared = {
    ...end,
    answer: null,
    liableParty: 'none',
    liabilityAmount: 0n,
    declaredParty: 'insurer',
  } as const
  expect(terminationState(declared, '2027-03-31')).toBe('to-answer')
  expect(terminationState(declared, '2027-04-01')).toBe('lapsed')
})

test('an item is overdue the day after its due day, which moves on when it is a day off', () => {
  const cover = { startsOn: handoverStart('2029-06-30', []), coverEnd: '2029-06-30' } as const
  const data = (today: '2029-06-29' | '2029-07-16' | '2029-07-17') =>
    handoverProgress(cover, [], today)[0]
  expect(data('2029-06-29')).toMatchObject({ state: 'not-started' })
  // 15 July 2029 is a Sunday.
  expect(data('2029-07-16')).toMatchObject({ dueOn: '2029-07-16', overdue: false })
  expect(data('2029-07-17')).toMatchObject({ state: 'to-hand-over', overdue: true })
  const done = { item: 'data', version: 1, handedOverOn: '2029-07-18', answer: null } as const
  expect(handoverProgress(cover, [done], '2029-07-19')[0]).toMatchObject({
    state: 'to-accept',
    overdue: false,
    lateDays: 2,
  })
})

test('the next tender is asked for nine months ahead, and is late after the latest day to publish', () => {
  const at = (
    today: '2026-03-30' | '2026-03-31' | '2026-10-27' | '2026-10-28',
    hasSuccessor = false,
  ) => renewalOf({ regime: 'government-procurement', coverEnd: '2026-12-31', hasSuccessor }, today)
  expect(at('2026-03-30').state).toBe('later')
  expect(at('2026-03-31').state).toBe('due')
  expect(at('2026-10-27')).toMatchObject({ state: 'due', latestPublication: '2026-10-27' })
  expect(at('2026-10-28').state).toBe('late')
  expect(at('2026-10-28', true).state).toBe('started')
  expect(at('2026-10-27').rules.map(({ value }) => value)).toEqual([20n, 30n])
})
