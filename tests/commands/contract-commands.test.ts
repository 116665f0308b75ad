import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { answerHeadcount } from '#app/commands/answer-headcount.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { confirmSettlement } from '#app/commands/confirm-settlement.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { proposeSettlement } from '#app/commands/propose-settlement.server.ts'
import { publishSettlement } from '#app/commands/publish-settlement.server.ts'
import { recordHeadcount } from '#app/commands/record-headcount.server.ts'
import { recordPremiumPayment } from '#app/commands/record-premium-payment.server.ts'
import { returnSettlement } from '#app/commands/return-settlement.server.ts'
import { signOffSettlement } from '#app/commands/sign-off-settlement.server.ts'
import { type ReportedFigures } from '#app/domain/settlement/propose-year.ts'
import { findContract } from '#db/queries/contracts.server.ts'
import { listContractYears } from '#db/queries/contract-years.server.ts'
import { findPublishedAccount } from '#db/queries/settlements.server.ts'
import {
  AFTER_DEADLINE,
  SIGNING,
  type Purchase,
  agreeHeadcount,
  done,
} from '#tests/factories/purchase.ts'
import { yuan } from '#tests/yuan.ts'
import { test } from '#tests/starting-points.ts'

const AFTER_YEAR = new Date('2027-07-01T00:00:00+08:00')

function buildReported(overrides: Partial<ReportedFigures> = {}): ReportedFigures {
  return {
    claimsPaid: yuan('330000000'),
    outstandingOpening: 0n,
    outstandingClosing: yuan('1000000'),
    operatingCost: yuan('10000000'),
    policyLosses: [],
    assessmentDeduction: 0n,
    ...overrides,
  }
}

function propose(
  purchase: Purchase,
  contractYearId: string,
  {
    who = 'finance1',
    at = AFTER_YEAR,
    reported = buildReported(),
    proposalId = randomUUID() as string,
  } = {},
) {
  return proposeSettlement(purchase.as(who, at), {
    proposalId,
    contractYearId,
    reported,
    evidence: {},
  })
}

test('a lot that is not awarded has no contract', async ({ evaluated: purchase }) => {
  const { contractId, lotId } = purchase
  expect(
    await draftContract(purchase.as('officer', AFTER_DEADLINE), { contractId, lotId }),
  ).toEqual({ ok: false, refusal: 'not-awarded' })
})

test('a contract is exact to the fen, both parties confirm once, and the years are laid down with the second', async ({
  awarded: purchase,
}) => {
  const { db, contractId, lotId } = purchase
  expect(
    await draftContract(purchase.as('stranger', AFTER_DEADLINE), { contractId, lotId }),
  ).toEqual({ ok: false, refusal: 'not-found' })
  done(await draftContract(purchase.as('officer', AFTER_DEADLINE), { contractId, lotId }))
  expect(
    await draftContract(purchase.as('officer', AFTER_DEADLINE), { contractId: 'other', lotId }),
  ).toEqual({ ok: false, refusal: 'already-drafted' })
  expect(await confirmContract(purchase.as('bidder2', SIGNING), { contractId })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await confirmContract(purchase.as('officer', SIGNING), { contractId })).toEqual({
    ok: true,
    value: { signed: false },
  })
  expect(await confirmContract(purchase.as('officer', SIGNING), { contractId })).toEqual({
    ok: false,
    refusal: 'already-confirmed',
  })
  expect(await listContractYears(db, contractId)).toEqual([])
  expect(await confirmContract(purchase.as('bidder1', SIGNING), { contractId })).toEqual({
    ok: true,
    value: { signed: true },
  })
  expect(
    (await listContractYears(db, contractId)).map(({ startsOn, endsOn }) => [startsOn, endsOn]),
  ).toEqual([
    ['2026-07-01', '2027-06-30'],
    ['2027-07-01', '2028-06-30'],
    ['2028-07-01', '2029-06-30'],
  ])
  const contract = await findContract(db, contractId, { everything: true })
  expect(contract?.terms.estimatedTotal).toBe(yuan('1056942000'))
  expect(
    await findContract(db, contractId, {
      everything: false,
      organisationId: purchase.userId('insurer2'),
    }),
  ).toBeUndefined()
})

test('headcount fixes the premium once, and payments never exceed it', async ({
  signed: purchase,
}) => {
  const contractYearId = `${purchase.contractId}-1`
  const headcount = {
    contractYearId,
    kind: 'actual' as const,
    source: '参保登记',
    headcount: 5_290_000n,
    enrolmentDate: '2026-06-30' as const,
    document: '确认表',
  }
  const payment = {
    paymentId: randomUUID() as string,
    contractYearId,
    amount: yuan('352314000'),
    paidOn: '2026-08-01' as const,
    document: '凭证',
  }
  const fund = purchase.as('fund', new Date('2026-08-01T10:00:00+08:00'))
  expect(await recordPremiumPayment(fund, payment)).toEqual({ ok: false, refusal: 'no-headcount' })
  expect(await recordHeadcount(purchase.as('finance1'), headcount)).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await recordHeadcount(fund, { ...headcount, headcount: 0n })).toEqual({
    ok: false,
    refusal: 'not-positive',
  })
  expect(await recordHeadcount(fund, { ...headcount, enrolmentDate: '2027-07-01' })).toEqual({
    ok: false,
    refusal: 'enrolment-outside-year',
  })
  expect(await recordHeadcount(fund, headcount)).toEqual({
    ok: true,
    value: { headcountId: `${contractYearId}-actual-1`, premium: yuan('352314000') },
  })
  expect(await recordHeadcount(fund, headcount)).toEqual({ ok: false, refusal: 'answer-pending' })
  const answer = { headcountId: `${contractYearId}-actual-1`, agreed: true, reason: '' }
  const finance = purchase.as('finance1', new Date('2026-08-01T10:00:00+08:00'))
  expect(await answerHeadcount(fund, answer)).toEqual({ ok: false, refusal: 'not-found' })
  expect(await answerHeadcount(finance, { ...answer, agreed: false })).toEqual({
    ok: false,
    refusal: 'reason-missing',
  })
  expect(await answerHeadcount(finance, answer)).toEqual({ ok: true, value: undefined })
  expect(await answerHeadcount(finance, answer)).toEqual({ ok: false, refusal: 'already-answered' })
  expect(await recordHeadcount(fund, headcount)).toEqual({ ok: false, refusal: 'already-agreed' })
  expect(await recordPremiumPayment(fund, { ...payment, amount: payment.amount + 1n })).toEqual({
    ok: false,
    refusal: 'above-premium',
  })
  expect(await recordPremiumPayment(fund, { ...payment, paidOn: '2026-08-02' })).toEqual({
    ok: false,
    refusal: 'in-the-future',
  })
  expect(await recordPremiumPayment(fund, { ...payment, amount: 0n })).toEqual({
    ok: false,
    refusal: 'not-positive',
  })
  expect(await recordPremiumPayment(fund, payment)).toMatchObject({ ok: true })
  expect(await recordPremiumPayment(fund, payment)).toEqual({
    ok: false,
    refusal: 'already-recorded',
  })
  expect(
    await recordPremiumPayment(fund, { ...payment, paymentId: randomUUID(), amount: 1n }),
  ).toEqual({ ok: false, refusal: 'above-premium' })
})

test('a year is proposed from the day after its last day, by its insurer, in order, one at a time', async ({
  signed: purchase,
}) => {
  const first = `${purchase.contractId}-1`
  expect(await propose(purchase, first)).toEqual({ ok: false, refusal: 'no-headcount' })
  await agreeHeadcount(purchase)
  await agreeHeadcount(purchase, 2)
  const lastMoment = new Date('2027-06-30T23:59:59.999+08:00')
  expect(await propose(purchase, first, { at: lastMoment })).toEqual({
    ok: false,
    refusal: 'year-not-over',
  })
  expect(await propose(purchase, first, { who: 'finance2' })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  const second = await propose(purchase, `${purchase.contractId}-2`, {
    at: new Date('2028-07-01T10:00:00+08:00'),
  })
  expect(second).toEqual({ ok: false, refusal: 'earlier-year-open' })
  expect(await propose(purchase, first)).toMatchObject({ ok: true })
  expect(await propose(purchase, first)).toEqual({ ok: false, refusal: 'proposal-open' })
})

test('proposal, return, confirmation, audit and publication follow each other and nothing is skipped', async ({
  signed: purchase,
}) => {
  const { db } = purchase
  const contractYearId = await agreeHeadcount(purchase)
  await agreeHeadcount(purchase, 2)
  const fund = purchase.as('fund', AFTER_YEAR)
  const auditor = purchase.as('auditor', AFTER_YEAR)
  const first = done(await propose(purchase, contractYearId))
  const back = { proposalId: first.proposalId, reason: '请核对' }

  expect(await signOffSettlement(auditor, first)).toEqual({ ok: false, refusal: 'not-confirmed' })
  expect(await returnSettlement(auditor, back)).toEqual({ ok: false, refusal: 'not-your-turn' })
  expect(await returnSettlement(fund, { ...back, reason: ' ' })).toEqual({
    ok: false,
    refusal: 'reason-missing',
  })
  expect(await confirmSettlement(purchase.as('finance1', AFTER_YEAR), first)).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await returnSettlement(fund, back)).toMatchObject({ ok: true })
  expect(await returnSettlement(fund, back)).toEqual({ ok: false, refusal: 'already-returned' })
  expect(await confirmSettlement(fund, first)).toEqual({ ok: false, refusal: 'returned' })

  const second = done(await propose(purchase, contractYearId))
  done(await confirmSettlement(fund, second))
  expect(await confirmSettlement(fund, second)).toEqual({ ok: false, refusal: 'already-confirmed' })
  expect(await returnSettlement(fund, { ...back, proposalId: second.proposalId })).toEqual({
    ok: false,
    refusal: 'not-your-turn',
  })
  expect(await publishSettlement(fund, { contractYearId })).toEqual({
    ok: false,
    refusal: 'not-final',
  })
  done(await signOffSettlement(auditor, second))
  expect(await signOffSettlement(auditor, second)).toEqual({ ok: false, refusal: 'already-final' })
  expect(await returnSettlement(auditor, { ...back, proposalId: second.proposalId })).toEqual({
    ok: false,
    refusal: 'already-final',
  })
  expect(await findPublishedAccount(db, contractYearId)).toBeUndefined()
  done(await publishSettlement(fund, { contractYearId }))
  expect(await publishSettlement(fund, { contractYearId })).toEqual({
    ok: false,
    refusal: 'already-published',
  })
  // 352,314,000 − 331,000,000 − 10,000,000 = 11,314,000, of which 3% = 10,569,420 is kept.
  expect(await findPublishedAccount(db, contractYearId)).toMatchObject({
    keptByInsurer: yuan('10569420'),
    returnedToFund: yuan('744580'),
  })

  const next = { at: new Date('2028-07-01T10:00:00+08:00') }
  const secondYear = `${purchase.contractId}-2`
  expect(await propose(purchase, secondYear, next)).toEqual({
    ok: false,
    refusal: 'opening-differs-from-last-closing',
  })
  expect(
    await propose(purchase, secondYear, {
      ...next,
      reported: buildReported({ outstandingOpening: yuan('1000000') }),
    }),
  ).toMatchObject({ ok: true })
})
