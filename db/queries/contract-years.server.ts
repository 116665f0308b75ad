import { type SQL, and, asc, eq, or, sql } from 'drizzle-orm'
import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { contracts, contractYears, premiumPayments, yearHeadcounts } from '#db/schema/contracts.ts'
import { users } from '#db/schema/identity.ts'
import { settlementDisclosures, settlements } from '#db/schema/settlements.ts'
import { lots, tenders } from '#db/schema/tenders.ts'
import { type ContractScope } from './contracts.server.ts'

export type YearHeadcount = {
  headcount: bigint
  enrolmentDate: PlainDate
  document: string
  premium: Fen
  recorderName: string
  recordedAt: Date
}

export type ContractYearRow = {
  id: string
  contractId: string
  contractNumber: string
  tenderId: string
  tenderTitle: string
  lotName: string
  policyholderId: string
  insurerId: string
  number: number
  startsOn: PlainDate
  endsOn: PlainDate
  terms: ContractTerms
}

export async function findContractYear(
  db: Db,
  id: string,
  scope: ContractScope,
): Promise<ContractYearRow | undefined> {
  const [year] = await selectYear(db).where(and(eq(contractYears.id, id), inScope(scope)))
  return year
}

/** Locks the year, so that two people cannot act on it at once. */
export async function lockContractYear(db: Db, id: string): Promise<ContractYearRow | undefined> {
  const [year] = await selectYear(db)
    .where(eq(contractYears.id, id))
    .for('no key update', { of: contractYears })
  return year
}

export type ContractYearSummary = {
  id: string
  number: number
  startsOn: PlainDate
  endsOn: PlainDate
  premium: Fen | null
  paid: Fen
  incurredClaims: Fen | null
  lossRatio: bigint | null
  outcome: 'surplus' | 'loss' | null
  balance: Fen | null
  returnedToFund: Fen | null
  borneByFund: Fen | null
  published: boolean
}

/** A contract's years in order, with what is final of each. */
export async function listContractYears(
  db: Db,
  contractId: string,
): Promise<ContractYearSummary[]> {
  return db
    .select({
      id: contractYears.id,
      number: contractYears.number,
      startsOn: contractYears.startsOn,
      endsOn: contractYears.endsOn,
      premium: yearHeadcounts.premium,
      paid: sql`(select coalesce(sum(${premiumPayments.amount}), 0)::bigint from ${premiumPayments} where ${premiumPayments.contractYearId} = ${contractYears.id})`.mapWith(
        premiumPayments.amount,
      ),
      incurredClaims: settlements.incurredClaims,
      lossRatio: settlements.lossRatio,
      outcome: settlements.outcome,
      balance: settlements.balance,
      returnedToFund: settlements.returnedToFund,
      borneByFund: settlements.borneByFund,
      published: sql<boolean>`${settlementDisclosures.contractYearId} is not null`,
    })
    .from(contractYears)
    .leftJoin(yearHeadcounts, eq(yearHeadcounts.contractYearId, contractYears.id))
    .leftJoin(settlements, eq(settlements.contractYearId, contractYears.id))
    .leftJoin(settlementDisclosures, eq(settlementDisclosures.contractYearId, contractYears.id))
    .where(eq(contractYears.contractId, contractId))
    .orderBy(asc(contractYears.number))
}

export async function findHeadcount(
  db: Db,
  contractYearId: string,
): Promise<YearHeadcount | undefined> {
  const [row] = await db
    .select({
      headcount: yearHeadcounts.headcount,
      enrolmentDate: yearHeadcounts.enrolmentDate,
      document: yearHeadcounts.document,
      premium: yearHeadcounts.premium,
      recorderName: users.name,
      recordedAt: yearHeadcounts.recordedAt,
    })
    .from(yearHeadcounts)
    .innerJoin(users, eq(users.id, yearHeadcounts.recordedBy))
    .where(eq(yearHeadcounts.contractYearId, contractYearId))
  return row
}

/** False when the year has its headcount already. */
export async function insertHeadcount(
  db: Db,
  headcount: {
    contractYearId: string
    headcount: bigint
    enrolmentDate: PlainDate
    document: string
    premium: Fen
    recordedBy: string
    recordedAt: Date
  },
): Promise<boolean> {
  const inserted = await db
    .insert(yearHeadcounts)
    .values(headcount)
    .onConflictDoNothing()
    .returning({ contractYearId: yearHeadcounts.contractYearId })
  return inserted.length === 1
}

export type PremiumPayment = {
  id: string
  amount: Fen
  paidOn: PlainDate
  document: string
  recorderName: string
}

export async function listPremiumPayments(
  db: Db,
  contractYearId: string,
): Promise<PremiumPayment[]> {
  return db
    .select({
      id: premiumPayments.id,
      amount: premiumPayments.amount,
      paidOn: premiumPayments.paidOn,
      document: premiumPayments.document,
      recorderName: users.name,
    })
    .from(premiumPayments)
    .innerJoin(users, eq(users.id, premiumPayments.recordedBy))
    .where(eq(premiumPayments.contractYearId, contractYearId))
    .orderBy(asc(premiumPayments.paidOn), asc(premiumPayments.id))
}

/** False when this payment is recorded already. */
export async function insertPremiumPayment(
  db: Db,
  payment: {
    id: string
    contractYearId: string
    amount: Fen
    paidOn: PlainDate
    document: string
    recordedBy: string
    recordedAt: Date
  },
): Promise<boolean> {
  const inserted = await db
    .insert(premiumPayments)
    .values(payment)
    .onConflictDoNothing()
    .returning({ id: premiumPayments.id })
  return inserted.length === 1
}

function inScope(scope: ContractScope): SQL | undefined {
  if (scope.everything) return undefined
  return or(
    eq(contracts.policyholderId, scope.organisationId),
    eq(contracts.insurerId, scope.organisationId),
  )
}

function selectYear(db: Db) {
  return db
    .select({
      id: contractYears.id,
      contractId: contractYears.contractId,
      contractNumber: contracts.number,
      tenderId: tenders.id,
      tenderTitle: tenders.title,
      lotName: lots.name,
      policyholderId: contracts.policyholderId,
      insurerId: contracts.insurerId,
      number: contractYears.number,
      startsOn: contractYears.startsOn,
      endsOn: contractYears.endsOn,
      terms: contracts.terms,
    })
    .from(contractYears)
    .innerJoin(contracts, eq(contracts.id, contractYears.contractId))
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .$dynamic()
}
