import { expect } from 'vitest'
import { answerHandover } from '#app/commands/answer-handover.server.ts'
import { answerTermination } from '#app/commands/answer-termination.server.ts'
import { draftAmendment } from '#app/commands/draft-amendment.server.ts'
import { recordHandover } from '#app/commands/record-handover.server.ts'
import { recordHeadcount } from '#app/commands/record-headcount.server.ts'
import { signAmendment } from '#app/commands/sign-amendment.server.ts'
import { terminateContract } from '#app/commands/terminate-contract.server.ts'
import { withdrawAmendment } from '#app/commands/withdraw-amendment.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { traceContract } from '#app/domain/contract/compare-contract.ts'
import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { findAgreedOffer } from '#db/queries/agreed-offers.server.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { findContract } from '#db/queries/contracts.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'
import { listWaitingItems } from '#db/queries/waiting.server.ts'
import { sql } from 'drizzle-orm'
import { type Db, test } from '#tests/db-test.ts'
import {
  type Purchase,
  agreeHeadcount,
  award,
  done,
  signContract,
  startPurchase,
} from '#tests/factories/purchase.ts'
import { rate, yuan } from '#tests/yuan.ts'

const IN_YEAR_ONE = new Date('2026-09-01T10:00:00+08:00')
const EVERYTHING = { everything: true } as const

async function signedTerms(db: Db, contractId: string): Promise<ContractTerms> {
  const contract = await findContract(db, contractId, EVERYTHING)
  if (!contract) throw new Error('no contract')
  return contract.terms
}

async function betterBenefits(db: Db, contractId: string) {
  const { benefitTerms } = await signedTerms(db, contractId)
  return {
    benefitTerms: {
      ...benefitTerms,
      tiers: benefitTerms.tiers.map((tier) => ({
        ...tier,
        payoutRatio: tier.payoutRatio + rate('0.05'),
      })),
    },
  }
}

function draft(
  purchase: Purchase,
  input: Partial<Parameters<typeof draftAmendment>[1]>,
  { who = 'fund', at = IN_YEAR_ONE } = {},
) {
  return draftAmendment(purchase.as(who, at), {
    contractId: purchase.contractId,
    kind: 'benefit-terms',
    effectiveOn: '2026-10-01',
    reason: '待遇提高',
    document: '市医保〔2026〕9号',
    terms: {},
    ...input,
  })
}

function sign({ contractId, as }: Purchase, who: string, number = 1, at = IN_YEAR_ONE) {
  return signAmendment(as(who, at), { contractId, number })
}

const refused = (refusal: string) => ({ ok: false, refusal })

test('benefits change mid-year once both have signed, and only from their day', async ({ db }) => {
  const purchase = await startPurchase(db)
  await signContract(purchase)
  const { contractId, as } = purchase
  const terms = await betterBenefits(db, contractId)
  expect(await draft(purchase, { terms }, { who: 'bidder1' })).toEqual(refused('not-found'))
  expect(await draft(purchase, { terms }, { who: 'stranger' })).toEqual(refused('not-found'))
  expect(await draft(purchase, { terms })).toMatchObject({ ok: true, value: { number: 1 } })
  expect(await draft(purchase, { terms })).toEqual(refused('draft-open'))
  const waits = async (who: string) =>
    (await listWaitingItems(db, as(who).actor, IN_YEAR_ONE)).map(({ kind }) => kind)
  expect(await waits('bidder1')).toContain('sign-amendment')

  expect(await sign(purchase, 'bidder2')).toEqual(refused('not-found'))
  expect(await sign(purchase, 'fund', 7)).toEqual(refused('not-found'))
  expect(await sign(purchase, 'fund')).toMatchObject({ ok: true, value: { inForce: false } })
  expect(await sign(purchase, 'fund')).toEqual(refused('already-signed'))
  const year = () => findContractYear(db, `${contractId}-1`, EVERYTHING)
  expect((await year())?.benefitTerms).toHaveLength(1)
  expect(await sign(purchase, 'bidder1')).toMatchObject({ ok: true, value: { inForce: true } })
  expect(
    (await year())?.benefitTerms.map(({ from, tiers }) => [from, tiers[0]?.payoutRatio]),
  ).toEqual([
    ['2026-07-01', rate('0.62')],
    ['2026-10-01', rate('0.67')],
  ])
  expect(await waits('bidder1')).not.toContain('sign-amendment')
  const withdraw = { contractId, number: 1, reason: '不改了' }
  expect(await withdrawAmendment(as('fund'), withdraw)).toEqual(refused('already-signed'))
})

test('an amendment is refused on the wrong day, with bad terms, or when it changes nothing', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await award(purchase)
  expect(await draft(purchase, {})).toEqual(refused('not-found')) // not signed yet
  const signed = await startPurchase(db)
  await signContract(signed)
  const terms = await betterBenefits(db, signed.contractId)
  const { benefitTerms, settlementTerms } = await signedTerms(db, signed.contractId)
  const refusalOf = async (input: Partial<Parameters<typeof draftAmendment>[1]>) => {
    const decision = await draft(signed, input)
    return decision.ok ? 'drafted' : decision.refusal
  }
  expect(await refusalOf({ terms, effectiveOn: '2026-06-30' })).toBe('outside-term')
  expect(await refusalOf({ terms, effectiveOn: '2029-07-01' })).toBe('outside-term')
  expect(await refusalOf({ terms: {} })).toBe('changes-nothing')
  expect(await refusalOf({ terms: { fundingPerHead: yuan('70') } })).toBe('changes-nothing')
  const tiers = (ratio: string) => [{ upTo: null, payoutRatio: rate(ratio) }]
  expect(await refusalOf({ terms: { benefitTerms: { ...benefitTerms, tiers: [] } } })).toBe(
    'benefit-terms-unusable',
  )
  const tooLow = { benefitTerms: { ...benefitTerms, tiers: tiers('0.499999') } }
  expect(await refusalOf({ terms: tooLow })).toBe('payout-ratio-too-low')

  const funding = { kind: 'funding', terms: { fundingPerHead: yuan('70') } } as const
  for (const day of ['2027-06-30', '2027-07-02'] as const)
    expect(await refusalOf({ ...funding, effectiveOn: day })).toBe('not-a-year-start')
  const firstDay = { effectiveOn: '2027-07-01' } as const
  expect(await refusalOf({ ...funding, ...firstDay, terms: { fundingPerHead: 0n } })).toBe(
    'funding-not-positive',
  )
  const money = { kind: 'settlement-terms', ...firstDay } as const
  const unusable = { settlementTerms: { ...settlementTerms, surplusBands: [] } }
  expect(await refusalOf({ ...money, terms: unusable })).toBe('settlement-terms-unusable')
  expect(await refusalOf({ ...money, terms: { policyLossCauses: [] } })).toBe('no-loss-causes')
  expect(
    await refusalOf({
      kind: 'payment-schedule',
      ...firstDay,
      terms: { paymentSchedule: { instalments: [], paymentWorkingDays: 15, clearingMonth: 15 } },
    }),
  ).toBe('payment-schedule-unusable')
  expect(
    await refusalOf({
      kind: 'assessment',
      ...firstDay,
      terms: { assessment: { replyWorkingDays: 0, indicators: [] } },
    }),
  ).toBe('assessment-unusable')
  expect(await refusalOf({ ...funding, ...firstDay })).toBe('drafted')
})

test('funding stays once a year’s headcount is stated, and the total follows later years', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await signContract(purchase)
  const { contractId } = purchase
  const funding = { kind: 'funding', terms: { fundingPerHead: yuan('70') } } as const
  done(await draft(purchase, { ...funding, effectiveOn: '2026-07-01' }))
  await agreeHeadcount(purchase)
  expect(await sign(purchase, 'fund')).toEqual(refused('premium-fixed'))
  const gaveUp = { contractId, number: 1, reason: '' }
  const withdraw = (reason: string, who = 'bidder1') =>
    withdrawAmendment(purchase.as(who, IN_YEAR_ONE), { ...gaveUp, reason })
  expect(await withdraw('')).toEqual(refused('reason-missing'))
  expect(await withdraw('不同意', 'bidder2')).toEqual(refused('not-found'))
  done(await withdraw('不同意'))
  expect(await withdraw('不同意')).toEqual(refused('amendment-withdrawn'))
  expect(await sign(purchase, 'fund')).toEqual(refused('amendment-withdrawn'))
  expect(await draft(purchase, { ...funding, effectiveOn: '2026-07-01' })).toEqual(
    refused('premium-fixed'),
  )
  done(await draft(purchase, { ...funding, effectiveOn: '2027-07-01' }))
  done(await sign(purchase, 'fund', 2))
  done(await sign(purchase, 'bidder1', 2))
  const terms = async (year: number) =>
    (await findContractYear(db, `${contractId}-${year}`, EVERYTHING))?.terms
  expect(await terms(1)).toMatchObject({ fundingPerHead: yuan('66.6') })
  expect(await terms(2)).toMatchObject({
    fundingPerHead: yuan('70'),
    estimatedTotal: yuan('352314000') + 2n * yuan('370300000'),
  })
})

test('a settled year keeps its terms', async ({ db }) => {
  const purchase = await startPurchase(db)
  await signContract(purchase)
  const terms = await betterBenefits(db, purchase.contractId)
  done(await draft(purchase, { terms }))
  // The year is settled as far as the amendment sees; how years are settled is another test's matter.
  await db.execute(sql`set local session_replication_role = replica`)
  await db.execute(
    sql`insert into settlements values (${`${purchase.contractId}-1`}, 'proposal', 'surplus', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ${purchase.userId('auditor')}, now())`,
  )
  await db.execute(sql`set local session_replication_role = origin`)
  expect(await sign(purchase, 'fund')).toEqual(refused('year-settled'))
})

function end(
  purchase: Purchase,
  input: Partial<Parameters<typeof terminateContract>[1]>,
  { who = 'fund', at = IN_YEAR_ONE } = {},
) {
  return terminateContract(purchase.as(who, at), {
    contractId: purchase.contractId,
    cause: 'by-agreement',
    liableParty: 'none',
    liability: '',
    liabilityAmount: 0n,
    effectiveOn: '2026-12-31',
    reason: '统筹层次提高',
    document: '终止协议',
    ...input,
  })
}

function answer(
  { as, contractId }: Purchase,
  who: string,
  given: 'agreed' | 'refused',
  { reason = '', at = IN_YEAR_ONE, number = 1 } = {},
) {
  const terminationId = `${contractId}-termination-${number}`
  return answerTermination(as(who, at), { terminationId, answer: given, reason })
}

test('an agreed end waits for the other’s yes, cuts cover and stops amendments', async ({ db }) => {
  const purchase = await startPurchase(db)
  await signContract(purchase)
  const { contractId, as } = purchase
  const terms = await betterBenefits(db, contractId)
  done(await draft(purchase, { terms }))
  expect(await end(purchase, {}, { who: 'bidder2' })).toEqual(refused('not-found'))
  expect(await end(purchase, {})).toMatchObject({ ok: true, value: { inForce: false } })
  expect(await end(purchase, {})).toEqual(refused('answer-pending'))
  const endsOn = async (year: number) =>
    (await findContractYear(db, `${contractId}-${year}`, EVERYTHING))?.endsOn
  expect(await endsOn(1)).toBe('2027-06-30')

  expect(await answer(purchase, 'fund', 'agreed')).toEqual(refused('own-termination'))
  expect(await answer(purchase, 'bidder2', 'agreed')).toEqual(refused('not-found'))
  expect(await answer(purchase, 'bidder1', 'refused')).toEqual(refused('reason-missing'))
  const after = new Date('2027-01-01T00:00:00+08:00')
  expect(await answer(purchase, 'bidder1', 'agreed', { at: after })).toEqual(refused('too-late'))
  const lastDay = new Date('2026-12-31T23:59:59+08:00')
  done(await answer(purchase, 'bidder1', 'agreed', { at: lastDay }))
  expect(await answer(purchase, 'bidder1', 'agreed')).toEqual(refused('already-answered'))
  expect([await endsOn(1), await endsOn(2)]).toEqual(['2026-12-31', '2026-12-31'])
  expect(await end(purchase, {})).toEqual(refused('already-terminated'))
  expect(await sign(purchase, 'fund')).toEqual(refused('terminated'))
  const late = {
    contractYearId: `${contractId}-2`,
    kind: 'actual',
    headcount: 5n,
    enrolmentDate: '2027-06-30',
    source: '登记',
    document: '确认表',
  } as const
  expect((await recordHeadcount(as('fund', after), late)).ok).toBe(false)
})

test('who breaks the contract cannot end it by that, and days and liability are checked', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await signContract(purchase)
  const breach = { cause: 'insurer-breach', liableParty: 'insurer' } as const
  expect(await end(purchase, breach, { who: 'bidder1' })).toEqual(refused('own-breach'))
  expect(await end(purchase, { ...breach, liableParty: 'none' })).toEqual(
    refused('liability-differs'),
  )
  expect(await end(purchase, { liabilityAmount: 1n })).toEqual(refused('amount-without-liability'))
  const on = (effectiveOn: PlainDate, at = IN_YEAR_ONE) =>
    end(purchase, { ...breach, effectiveOn }, { at })
  expect(await on('2026-08-31')).toEqual(refused('in-the-past'))
  expect(await on('2026-06-30', new Date('2026-05-01T10:00:00+08:00'))).toEqual(
    refused('before-cover'),
  )
  expect(await on('2029-06-30')).toEqual(refused('not-before-term-end'))
  expect(await on('2026-09-01')).toMatchObject({ ok: true, value: { inForce: true } })
  done(await answer(purchase, 'bidder1', 'refused', { reason: '并未违约' }))
  expect(await findContractYear(db, `${purchase.contractId}-1`, EVERYTHING)).toMatchObject({
    endsOn: '2026-09-01', // a notice that needs no yes stands whatever the answer
  })
})

test('a refused agreement changes nothing, and another may be proposed', async ({ db }) => {
  const purchase = await startPurchase(db)
  await signContract(purchase)
  done(await end(purchase, {}, { who: 'bidder1' }))
  done(await answer(purchase, 'fund', 'refused', { reason: '须承保到期满' }))
  expect(await end(purchase, {}, { who: 'bidder1' })).toMatchObject({ ok: true })
})

test('items are handed over from the end, accepted or returned, each once', async ({ db }) => {
  const purchase = await startPurchase(db)
  await signContract(purchase)
  const { contractId, as } = purchase
  const record = (
    handedOverOn: PlainDate,
    { who = 'finance1', at = new Date(`${handedOverOn}T10:00:00+08:00`) } = {},
  ) =>
    recordHandover(as(who, at), {
      contractId,
      item: 'data',
      handedOverOn,
      receiver: '新承办公司',
      document: '数据移交清单',
      note: '',
    })
  expect(await record('2029-06-29')).toEqual(refused('not-started'))
  done(await end(purchase, { cause: 'insurer-breach', liableParty: 'insurer' }))
  expect(await record('2026-08-31', { at: IN_YEAR_ONE })).toEqual(refused('not-started'))
  expect(await record('2026-09-02', { at: IN_YEAR_ONE })).toEqual(refused('in-the-future'))
  expect(await record('2026-09-01', { who: 'finance2' })).toEqual(refused('not-found'))
  expect(await record('2026-09-01')).toMatchObject({ ok: true })
  expect(await record('2026-09-01')).toEqual(refused('answer-pending'))
  const say = (given: 'accepted' | 'returned', reason = '', { who = 'fund', version = 1 } = {}) =>
    answerHandover(as(who, IN_YEAR_ONE), {
      recordId: `${contractId}-data-${version}`,
      answer: given,
      reason,
    })
  expect(await say('accepted', '', { who: 'finance1' })).toEqual(refused('not-found'))
  expect(await say('returned')).toEqual(refused('reason-missing'))
  done(await say('returned', '缺2025年影像'))
  expect(await say('accepted')).toEqual(refused('already-answered'))
  done(await record('2026-09-05'))
  done(await say('accepted', '', { version: 2 }))
  expect(await record('2026-09-06')).toEqual(refused('already-accepted'))
})

test('terms changed behind the portal’s back show in the machine check', async ({ db }) => {
  const purchase = await startPurchase(db)
  await signContract(purchase)
  const { contractId, lotId } = purchase
  await db.execute(sql`set local session_replication_role = replica`)
  await db.execute(
    sql`update contracts set terms = replace(terms::text, '"profitRate":"30000n"', '"profitRate":"40000n"')::json where id = ${contractId}`,
  )
  await db.execute(sql`set local session_replication_role = origin`)
  const contract = await findContract(db, contractId, EVERYTHING)
  const found = await findLot(db, lotId)
  const offer = contract && (await findAgreedOffer(db, contract))
  if (!contract || !found || !offer) throw new Error('no papers')
  const papers = { tender: found.tender.terms, lot: found.lot, offer, signed: contract.terms }
  const wrong = traceContract(papers, [], '2026-09-01').filter(
    ({ agrees, agreesToday }) => !agrees || !agreesToday,
  )
  expect(wrong.map(({ term }) => term)).toEqual(['settlementTerms'])
})
