import { type SQL, and, asc, count, desc, eq, or, sql } from 'drizzle-orm'
import { type ContractYear } from '#app/domain/contract/contract-years.ts'
import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type Db } from '#db/client.server.ts'
import { awardCancellations, awards } from '#db/schema/awards.ts'
import { contractConfirmations, contracts, contractYears } from '#db/schema/contracts.ts'
import { organisations, users } from '#db/schema/identity.ts'
import { lots, otherProcedures, tenders } from '#db/schema/tenders.ts'
import { alias } from 'drizzle-orm/pg-core'

export type ContractParty = 'policyholder' | 'insurer'

export type Contract = {
  id: string
  number: string
  lotId: string
  lotName: string
  tenderId: string
  tenderTitle: string
  region: string
  regime: Regime // of the tender it came from
  policyholderId: string
  policyholderName: string
  insurerId: string
  insurerName: string
  awardId: string | null // null: by another procedure
  submissionId: string | null
  awardedAt: Date // or when the other procedure was recorded
  isVoid: boolean // its award was cancelled before it was signed
  draftedAt: Date
  terms: ContractTerms
  confirmations: { party: ContractParty; name: string; confirmedAt: Date }[]
}

/** Whose contracts a person may see: an auditor all, the others their own organisation's. */
export type ContractScope = { everything: true } | { everything: false; organisationId: string }

export async function findContract(
  db: Db,
  id: string,
  scope: ContractScope,
): Promise<Contract | undefined> {
  const [row] = await selectContract(db).where(and(eq(contracts.id, id), inScope(scope)))
  return row && { ...row, confirmations: await listConfirmations(db, id) }
}

/** Held by who changes the contract; rows that refer to it may still be written. */
export async function lockContract(db: Db, id: string): Promise<Contract | undefined> {
  const [row] = await selectContract(db)
    .where(eq(contracts.id, id))
    .for('no key update', { of: contracts })
  return row && { ...row, confirmations: await listConfirmations(db, id) }
}

export async function findContractOfLot(
  db: Db,
  lotId: string,
): Promise<{ id: string; signed: boolean } | undefined> {
  const [row] = await db
    .select({ id: contracts.id, signed: sql<boolean>`${confirmationCount} = 2` })
    .from(contracts)
    .where(and(eq(contracts.lotId, lotId), isLive))
  return row
}

/** False when the award or other procedure has its contract, or the number is taken. */
export async function insertContract(
  db: Db,
  contract: {
    id: string
    lotId: string
    awardId: string | null
    number: string
    policyholderId: string
    insurerId: string
    terms: ContractTerms
    draftedAt: Date
    draftedBy: string
  },
): Promise<boolean> {
  const { startsOn, endsOn } = contract.terms
  const inserted = await db
    .insert(contracts)
    .values({ ...contract, startsOn, endsOn })
    .onConflictDoNothing()
    .returning({ id: contracts.id })
  return inserted.length === 1
}

/** False when this party has confirmed already. */
export async function insertConfirmation(
  db: Db,
  confirmation: {
    contractId: string
    party: ContractParty
    confirmedBy: string
    confirmedAt: Date
  },
): Promise<boolean> {
  const inserted = await db
    .insert(contractConfirmations)
    .values(confirmation)
    .onConflictDoNothing()
    .returning({ contractId: contractConfirmations.contractId })
  return inserted.length === 1
}

export async function insertContractYears(
  db: Db,
  contractId: string,
  years: readonly ContractYear[],
): Promise<void> {
  await db
    .insert(contractYears)
    .values(years.map((year) => ({ ...year, id: `${contractId}-${year.number}`, contractId })))
}

export type ContractListItem = {
  id: string
  number: string
  tenderTitle: string
  lotName: string
  region: string
  policyholderName: string
  insurerName: string
  startsOn: PlainDate
  endsOn: PlainDate
  signed: boolean
}

export async function listContracts(
  db: Db,
  scope: ContractScope,
  page: { limit: number; offset: number },
): Promise<{ items: ContractListItem[]; total: number }> {
  return selectContractList(db, inScope(scope), page)
}

/** Signed contracts, for the public. */
export async function listSignedContracts(
  db: Db,
  page: { limit: number; offset: number },
): Promise<{ items: ContractListItem[]; total: number }> {
  return selectContractList(db, sql`${confirmationCount} = 2`, page)
}

/** A signed contract, for the public. */
export async function findSignedContract(db: Db, id: string): Promise<Contract | undefined> {
  const contract = await findContract(db, id, { everything: true })
  return contract?.confirmations.length === 2 ? contract : undefined
}

async function selectContractList(
  db: Db,
  where: SQL | undefined,
  page: { limit: number; offset: number },
): Promise<{ items: ContractListItem[]; total: number }> {
  const items = await db
    .select({
      id: contracts.id,
      number: contracts.number,
      tenderTitle: tenders.title,
      lotName: lots.name,
      region: tenders.region,
      policyholderName: policyholders.name,
      insurerName: insurers.name,
      startsOn: contracts.startsOn,
      endsOn: contracts.endsOn,
      signed: sql<boolean>`${confirmationCount} = 2`,
    })
    .from(contracts)
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .innerJoin(policyholders, eq(policyholders.id, contracts.policyholderId))
    .innerJoin(insurers, eq(insurers.id, contracts.insurerId))
    .where(where)
    .orderBy(desc(contracts.startsOn), desc(contracts.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db.select({ total: count() }).from(contracts).where(where)
  return { items, total: counted?.total ?? 0 }
}

const policyholders = alias(organisations, 'policyholders')
const insurers = alias(organisations, 'insurers')
/** Not of an award that was cancelled. */
const isLive = sql`not exists (select 1 from ${awardCancellations} where ${awardCancellations.awardId} = ${contracts.awardId})`
const confirmationCount = sql`(select count(*) from ${contractConfirmations} where ${contractConfirmations.contractId} = ${contracts.id})`

function inScope(scope: ContractScope): SQL | undefined {
  if (scope.everything) return undefined
  return or(
    eq(contracts.policyholderId, scope.organisationId),
    eq(contracts.insurerId, scope.organisationId),
  )
}

function selectContract(db: Db) {
  return db
    .select({
      id: contracts.id,
      number: contracts.number,
      lotId: contracts.lotId,
      lotName: lots.name,
      tenderId: tenders.id,
      tenderTitle: tenders.title,
      region: tenders.region,
      regime: tenders.regime,
      policyholderId: contracts.policyholderId,
      policyholderName: policyholders.name,
      insurerId: contracts.insurerId,
      insurerName: insurers.name,
      awardId: contracts.awardId,
      submissionId: awards.submissionId,
      awardedAt: sql<Date>`coalesce(${awards.awardedAt}, ${otherProcedures.recordedAt})`.mapWith(
        awards.awardedAt,
      ),
      isVoid: sql<boolean>`not ${isLive}`,
      draftedAt: contracts.draftedAt,
      terms: contracts.terms,
    })
    .from(contracts)
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .leftJoin(awards, eq(awards.id, contracts.awardId))
    .leftJoin(otherProcedures, eq(otherProcedures.lotId, contracts.lotId))
    .innerJoin(policyholders, eq(policyholders.id, contracts.policyholderId))
    .innerJoin(insurers, eq(insurers.id, contracts.insurerId))
    .$dynamic()
}

async function listConfirmations(db: Db, contractId: string): Promise<Contract['confirmations']> {
  return db
    .select({
      party: contractConfirmations.party,
      name: users.name,
      confirmedAt: contractConfirmations.confirmedAt,
    })
    .from(contractConfirmations)
    .innerJoin(users, eq(users.id, contractConfirmations.confirmedBy))
    .where(eq(contractConfirmations.contractId, contractId))
    .orderBy(asc(contractConfirmations.confirmedAt))
}
