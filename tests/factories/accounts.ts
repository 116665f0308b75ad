import { randomUUID } from 'node:crypto'
import { proposeSettlement } from '#app/commands/propose-settlement.server.ts'
import { confirmSettlement } from '#app/commands/confirm-settlement.server.ts'
import { recordAccountTransfer } from '#app/commands/record-account-transfer.server.ts'
import { recordOperatingCost } from '#app/commands/record-operating-cost.server.ts'
import { setOutstandingClaims } from '#app/commands/set-outstanding-claims.server.ts'
import { signOffSettlement } from '#app/commands/sign-off-settlement.server.ts'
import { type ReportedFigures } from '#app/domain/settlement/propose-year.ts'
import { type Db } from '#db/client.server.ts'
import { findSettlementInputs } from '#db/queries/statements.server.ts'
import { type Purchase, agreeHeadcount, done, signContract, startPurchase } from './purchase.ts'
import { yuan } from '#tests/yuan.ts'

/** After the first year, which ends on 30 June 2027. */
export const AFTER_YEAR = new Date('2027-07-15T10:00:00+08:00')

/** A signed contract whose first two years have their headcount and premium. */
export async function startYears(db: Db): Promise<Purchase> {
  const purchase = await startPurchase(db)
  await signContract(purchase)
  await agreeHeadcount(purchase)
  await agreeHeadcount(purchase, 2)
  return purchase
}

type Input<Command extends (context: never, input: never) => unknown> = Partial<
  Parameters<Command>[1]
>
type Who = { who?: string; at?: Date }

export function recordCost(
  { contractId, as }: Purchase,
  input: Input<typeof recordOperatingCost> = {},
  { who = 'finance1', at = AFTER_YEAR }: Who = {},
) {
  return recordOperatingCost(as(who, at), {
    costId: randomUUID(),
    contractYearId: `${contractId}-1`,
    cost: { kind: 'direct', amount: yuan('1000') },
    category: 'staff',
    incurredOn: '2026-10-08',
    document: '工资表',
    ...input,
  })
}

export function setReserve(
  { contractId, as }: Purchase,
  input: Input<typeof setOutstandingClaims> = {},
  { who = 'finance1', at = AFTER_YEAR }: Who = {},
) {
  return setOutstandingClaims(as(who, at), {
    reserveId: randomUUID(),
    contractYearId: `${contractId}-1`,
    asOf: '2027-06-30',
    amount: yuan('5000'),
    method: '链梯法',
    document: '评估报告',
    ...input,
  })
}

export function transfer(
  { contractId, as }: Purchase,
  input: Input<typeof recordAccountTransfer> = {},
  { who = 'finance1', at = AFTER_YEAR }: Who = {},
) {
  return recordAccountTransfer(as(who, at), {
    transferId: randomUUID(),
    contractYearId: `${contractId}-1`,
    amount: yuan('2000'),
    transferredOn: '2026-10-08',
    document: '回单',
    ...input,
  })
}

/** The year proposed with what its accounts say, or with other figures. */
export async function proposeFromAccounts(
  { db, contractId, as }: Purchase,
  {
    number = 1,
    figures = {},
    at = AFTER_YEAR,
  }: { number?: number; figures?: Partial<ReportedFigures>; at?: Date } = {},
) {
  const contractYearId = `${contractId}-${number}`
  const {
    kept: _kept,
    premium: _premium,
    ...inputs
  } = await findSettlementInputs(db, contractYearId)
  return proposeSettlement(as('finance1', at), {
    proposalId: randomUUID(),
    contractYearId,
    reported: { ...inputs, policyLosses: [], ...figures },
    evidence: {},
  })
}

/** Proposed from the accounts, confirmed and signed off. */
export async function settleFromAccounts(
  purchase: Purchase,
  { number = 1, at = AFTER_YEAR }: { number?: number; at?: Date } = {},
): Promise<void> {
  const proposed = done(await proposeFromAccounts(purchase, { number, at }))
  done(await confirmSettlement(purchase.as('fund', at), proposed))
  done(await signOffSettlement(purchase.as('auditor', at), proposed))
}
