import { expect, test } from 'vitest'
import {
  candidateNotice,
  contractDeadline,
  mayAward,
  maySignContract,
  resultNotice,
} from '#app/domain/award/award-day.ts'
import { daysBetween } from '#app/domain/calendar.ts'
import { buildContract } from '#app/domain/contract/build-contract.ts'
import { compareContract } from '#app/domain/contract/compare-contract.ts'
import { contractYears } from '#app/domain/contract/contract-years.ts'
import { proposeYear } from '#app/domain/settlement/propose-year.ts'
import { firstDifference } from '#app/domain/settlement/recompute-settlement.ts'
import { type PolicyLossCause } from '#app/domain/settlement/settlement-terms.ts'
import { yearPremium } from '#app/domain/premium/year-premium.ts'
import { buildBidContent, buildLot, buildTenderTerms } from '#tests/factories/tender-terms.ts'
import tenders from '#tests/vectors/real-tenders.json' with { type: 'json' }
import { rate, yuan } from '#tests/yuan.ts'

test('a contract takes every term from the tender or the bid', () => {
  const contract = buildContract(buildTenderTerms(), buildLot(), buildBidContent())
  expect(contract).toMatchObject({
    startsOn: '2026-07-01',
    endsOn: '2029-06-30',
    fundingPerHead: yuan('66.6'),
    estimatedTotal: yuan('1056942000'),
    settlementTerms: {
      profitRate: rate('0.03'),
      loss: {
        bands: [
          { upTo: rate('0.05'), fundShare: rate('0.5') },
          { upTo: null, fundShare: 0n },
        ],
      },
    },
  })
  expect(contract.benefitTerms.tiers.map(({ payoutRatio }) => payoutRatio)).toEqual([
    rate('0.62'),
    rate('0.72'),
  ])
})

test('a loss rate of zero or of all leaves one band', () => {
  const bandsFor = (lossRate: string) =>
    buildContract(buildTenderTerms(), buildLot(), buildBidContent({ lossRate: rate(lossRate) }))
      .settlementTerms.loss.bands
  expect(bandsFor('0')).toEqual([{ upTo: null, fundShare: 0n }])
  expect(bandsFor('1')).toEqual([{ upTo: null, fundShare: rate('0.5') }])
})

test('on another basis the premium is the published funding', () => {
  const lot = buildLot({
    bidBasis: 'fee-rate',
    priceCeiling: rate('0.08'),
    fundingPerHead: yuan('82.5'),
  })
  expect(
    buildContract(buildTenderTerms(), lot, buildBidContent({ price: rate('0.07') })),
  ).toMatchObject({ price: rate('0.07'), fundingPerHead: yuan('82.5') })
})

test('the machine check names the one term that differs, whatever the order of keys', () => {
  const expected = buildContract(buildTenderTerms(), buildLot(), buildBidContent())
  expect(
    compareContract(
      expected,
      JSON.parse(JSON.stringify(expected), (_key, value) =>
        typeof value === 'string' && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
      ),
    ).every(({ agrees }) => agrees),
  ).toBe(true)
  const tampered = {
    ...expected,
    settlementTerms: { ...expected.settlementTerms, profitRate: rate('0.030001') },
  }
  expect(compareContract(tampered, expected).filter(({ agrees }) => !agrees)).toEqual([
    { term: 'settlementTerms', source: 'tender-and-bid', agrees: false },
  ])
})

test('contract years need not be calendar years, and a short rest is a year of its own', () => {
  expect(
    contractYears('2025-10-01', 36).map(({ startsOn, endsOn }) => `${startsOn} ${endsOn}`),
  ).toEqual(['2025-10-01 2026-09-30', '2026-10-01 2027-09-30', '2027-10-01 2028-09-30'])
  expect(contractYears('2026-01-01', 30).at(-1)).toEqual({
    number: 3,
    startsOn: '2028-01-01',
    endsOn: '2028-06-30',
  })
})

test('an award under the bidding law waits out the notice; the other regime has none', () => {
  expect(candidateNotice('bidding-law', '2026-03-23', {})?.lastDay).toBe('2026-03-26')
  expect(candidateNotice('government-procurement', '2026-03-23', {})).toBeUndefined()
  const at = (time: string) => new Date(`${time}+08:00`)
  expect(mayAward('bidding-law', null, at('2026-03-23T10:00:00'))).toEqual({
    ok: false,
    refusal: 'candidates-not-published',
  })
  expect(mayAward('bidding-law', '2026-03-26', at('2026-03-26T23:59:59'))).toEqual({
    ok: false,
    refusal: 'notice-period-running',
  })
  expect(mayAward('bidding-law', '2026-03-26', at('2026-03-27T00:00:00'))).toMatchObject({
    ok: true,
  })
  expect(mayAward('government-procurement', null, at('2026-03-23T10:00:00'))).toMatchObject({
    ok: true,
  })
})

test('成都 2014: 68 days from confirmation to signing are over the 30-day limit', () => {
  const chengdu = tenders.find(({ id }) => id === 'chengdu-2014')
  const confirmed = '2014-01-16' as const
  expect(chengdu).toMatchObject({ confirmed, signing: '2014-03-25' })
  expect(daysBetween(confirmed, '2014-03-25')).toBe(68)
  expect(contractDeadline('government-procurement', confirmed).lastDay).toBe('2014-02-15')
})

test('a year’s premium is exact', () => {
  expect(yearPremium(5_290_000n, yuan('66.6'))).toBe(yuan('352314000'))
})

test('a proposal carries the reserve on and keeps the years in order', () => {
  const { settlementTerms: terms } = buildContract(
    buildTenderTerms({
      settlementRules: {
        ...buildTenderTerms().settlementRules,
        reserve: { yearlyCapRate: rate('0.1'), totalCapRate: rate('0.2') },
      },
    }),
    buildLot(),
    buildBidContent(),
  )
  const reported = {
    claimsPaid: yuan('90'),
    outstandingOpening: 0n,
    outstandingClosing: yuan('2'),
    operatingCost: 0n,
    policyLosses: [],
    assessmentDeduction: 0n,
  }
  const input = {
    year: { name: '1', endsOn: '2027-06-30' as const },
    basis: 'annual' as const,
    terms,
    policyLossCauses: ['catalogue'] as const,
    premium: yuan('100'),
    reported,
    today: '2027-07-01' as const,
  }
  expect(proposeYear({ ...input, earlier: [], today: '2027-06-30' })).toEqual({
    ok: false,
    refusal: 'year-not-over',
  })
  expect(proposeYear({ ...input, earlier: [null] })).toEqual({
    ok: false,
    refusal: 'earlier-year-open',
  })
  const withLoss = (cause: PolicyLossCause) => ({
    ...reported,
    policyLosses: [{ cause, amount: 1n }],
  })
  expect(proposeYear({ ...input, earlier: [], reported: withLoss('catalogue') }).ok).toBe(true)
  expect(proposeYear({ ...input, earlier: [], reported: withLoss('pricing-data') })).toEqual({
    ok: false,
    refusal: 'cause-not-counted',
  })
  const first = proposeYear({ ...input, earlier: [] })
  if (!first.ok) throw new Error(first.refusal)
  expect(first.value.settlement).toMatchObject({ returnedToFund: yuan('5'), toReserve: yuan('5') })
  const earlier = [{ figures: first.value.figures, ...first.value.settlement }]
  expect(proposeYear({ ...input, earlier })).toEqual({
    ok: false,
    refusal: 'opening-differs-from-last-closing',
  })
  const second = proposeYear({
    ...input,
    earlier,
    reported: { ...reported, outstandingOpening: yuan('2') },
  })
  expect(second).toMatchObject({ ok: true, value: { figures: { reserveBalance: yuan('5') } } })
  expect(firstDifference(first.value.settlement, first.value.settlement)).toBeUndefined()
  expect(
    firstDifference(first.value.settlement, { ...first.value.settlement, keptByInsurer: 1n }),
  ).toEqual({ at: 'keptByInsurer', stored: '3.00', recomputed: '0.01' })
})

test('a contract waits until the result has been on notice for its working day', () => {
  const notice = resultNotice('government-procurement', '2026-02-13', {})
  expect(notice?.lastDay).toBe('2026-02-14') // a Saturday worked before the Spring Festival
  expect(resultNotice('government-procurement', '2026-02-14', {})).toMatchObject({
    lastDay: '2026-02-24',
    skipped: expect.arrayContaining(['2026-02-15', '2026-02-23']),
  })
  const at = (time: string) => new Date(`${time}+08:00`)
  const sign = (now: Date) => maySignContract('government-procurement', '2026-02-14', {}, now)
  expect(sign(at('2026-02-24T23:59:59.999'))).toEqual({
    ok: false,
    refusal: 'notice-period-running',
  })
  expect(sign(at('2026-02-25T00:00:00'))).toMatchObject({ ok: true })
  expect(maySignContract('bidding-law', '2026-02-14', {}, at('2026-02-14T10:00'))).toMatchObject({
    ok: true,
  })
})
