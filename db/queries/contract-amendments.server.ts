import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type AmendmentKind } from '#app/domain/contract/contract-amendment.ts'
import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { type AmendableYear } from '#app/domain/contract/decide-amendment.ts'
import { type AmendmentInForce } from '#app/domain/contract/terms-in-force.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'
import {
  contractAmendmentConfirmations,
  contractAmendments,
  contractAmendmentWithdrawals,
} from '#db/schema/contract-changes.ts'
import { contractYears } from '#db/schema/contracts.ts'
import { users } from '#db/schema/identity.ts'
import { headcountAnswers, yearHeadcounts } from '#db/schema/premiums.ts'
import { settlements } from '#db/schema/settlements.ts'
import { type ContractParty } from './contracts.server.ts'

/** The amendments of some contracts that both parties have signed, by contract. */
export async function listAmendmentsInForce(
  db: Db,
  contractIds: readonly string[],
): Promise<ReadonlyMap<string, AmendmentInForce[]>> {
  const rows = await db
    .select({
      contractId: contractAmendments.contractId,
      number: contractAmendments.number,
      kind: contractAmendments.kind,
      effectiveOn: contractAmendments.effectiveOn,
      terms: contractAmendments.terms,
    })
    .from(contractAmendments)
    .where(and(inArray(contractAmendments.contractId, [...contractIds]), isSigned))
    .orderBy(asc(contractAmendments.contractId), asc(contractAmendments.number))
  const byContract = new Map<string, AmendmentInForce[]>()
  for (const { contractId, ...amendment } of rows)
    byContract.set(contractId, [...(byContract.get(contractId) ?? []), amendment])
  return byContract
}

export type ContractAmendment = {
  id: string
  contractId: string
  number: number
  kind: AmendmentKind
  effectiveOn: PlainDate
  reason: string
  document: string
  terms: ContractTerms
  drafterName: string
  draftedAt: Date
  confirmations: { party: ContractParty; name: string; confirmedAt: Date }[]
  withdrawal: { reason: string; name: string; withdrawnAt: Date } | null
}

/** Every amendment of a contract, drafts and withdrawn ones too, the latest first. */
export async function listAmendments(db: Db, contractId: string): Promise<ContractAmendment[]> {
  const rows = await selectAmendment(db)
    .where(eq(contractAmendments.contractId, contractId))
    .orderBy(desc(contractAmendments.number))
  const confirmations = await db
    .select({
      amendmentId: contractAmendmentConfirmations.amendmentId,
      party: contractAmendmentConfirmations.party,
      name: users.name,
      confirmedAt: contractAmendmentConfirmations.confirmedAt,
    })
    .from(contractAmendmentConfirmations)
    .innerJoin(users, eq(users.id, contractAmendmentConfirmations.confirmedBy))
    .where(
      inArray(
        contractAmendmentConfirmations.amendmentId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(contractAmendmentConfirmations.confirmedAt))
  return rows.map(({ withdrawal, withdrawerName, ...row }) => ({
    ...row,
    withdrawal:
      withdrawal && withdrawerName !== null ? { ...withdrawal, name: withdrawerName } : null,
    confirmations: confirmations
      .filter(({ amendmentId }) => amendmentId === row.id)
      .map(({ party, name, confirmedAt }) => ({ party, name, confirmedAt })),
  }))
}

export async function findAmendment(
  db: Db,
  contractId: string,
  number: number,
): Promise<ContractAmendment | undefined> {
  return (await listAmendments(db, contractId)).find((amendment) => amendment.number === number)
}

/**
 * A contract's years with what an amendment must leave alone, locked, so that none is
 * settled and no headcount is stated or agreed while an amendment is decided.
 */
export async function lockAmendableYears(db: Db, contractId: string): Promise<AmendableYear[]> {
  const years = await db
    .select({
      id: contractYears.id,
      startsOn: contractYears.startsOn,
      endsOn: contractYears.endsOn,
    })
    .from(contractYears)
    .where(eq(contractYears.contractId, contractId))
    .orderBy(asc(contractYears.number))
    .for('no key update')
  const settled = await db
    .select({ id: settlements.contractYearId })
    .from(settlements)
    .innerJoin(contractYears, eq(contractYears.id, settlements.contractYearId))
    .where(eq(contractYears.contractId, contractId))
  const stated = await db
    .select({ id: yearHeadcounts.contractYearId })
    .from(yearHeadcounts)
    .innerJoin(contractYears, eq(contractYears.id, yearHeadcounts.contractYearId))
    .leftJoin(headcountAnswers, eq(headcountAnswers.headcountId, yearHeadcounts.id))
    .where(
      and(
        eq(contractYears.contractId, contractId),
        eq(yearHeadcounts.kind, 'actual'),
        or(headcountAnswers.agreed, sql`${headcountAnswers.headcountId} is null`),
      ),
    )
  return years.map(({ id, ...year }) => ({
    ...year,
    settled: settled.some((one) => one.id === id),
    premiumStated: stated.some((one) => one.id === id),
  }))
}

/** False when the contract has an amendment of this number. */
export async function insertAmendment(
  db: Db,
  amendment: typeof contractAmendments.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(contractAmendments)
    .values(amendment)
    .onConflictDoNothing()
    .returning({ id: contractAmendments.id })
  return inserted.length === 1
}

/** False when this party has signed already. */
export async function insertAmendmentConfirmation(
  db: Db,
  confirmation: typeof contractAmendmentConfirmations.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(contractAmendmentConfirmations)
    .values(confirmation)
    .onConflictDoNothing()
    .returning({ id: contractAmendmentConfirmations.amendmentId })
  return inserted.length === 1
}

/** False when it was given up already. */
export async function insertAmendmentWithdrawal(
  db: Db,
  withdrawal: typeof contractAmendmentWithdrawals.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(contractAmendmentWithdrawals)
    .values(withdrawal)
    .onConflictDoNothing()
    .returning({ id: contractAmendmentWithdrawals.amendmentId })
  return inserted.length === 1
}

const isSigned = eq(
  sql`(select count(*) from ${contractAmendmentConfirmations} where ${contractAmendmentConfirmations.amendmentId} = ${contractAmendments.id})`,
  2,
)

function selectAmendment(db: Db) {
  return db
    .select({
      id: contractAmendments.id,
      contractId: contractAmendments.contractId,
      number: contractAmendments.number,
      kind: contractAmendments.kind,
      effectiveOn: contractAmendments.effectiveOn,
      reason: contractAmendments.reason,
      document: contractAmendments.document,
      terms: contractAmendments.terms,
      drafterName: drafters.name,
      draftedAt: contractAmendments.draftedAt,
      withdrawal: {
        reason: contractAmendmentWithdrawals.reason,
        withdrawnAt: contractAmendmentWithdrawals.withdrawnAt,
      },
      withdrawerName: users.name,
    })
    .from(contractAmendments)
    .innerJoin(drafters, eq(drafters.id, contractAmendments.draftedBy))
    .leftJoin(
      contractAmendmentWithdrawals,
      eq(contractAmendmentWithdrawals.amendmentId, contractAmendments.id),
    )
    .leftJoin(users, eq(users.id, contractAmendmentWithdrawals.withdrawnBy))
    .$dynamic()
}

const drafters = alias(users, 'drafters')
