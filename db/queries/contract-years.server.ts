import { type SQL, and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm'
import { type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { coverEndsOn, isCovered } from '#app/domain/contract/early-termination.ts'
import {
  type AmendmentInForce,
  benefitTermsOfYear,
  termsOn,
} from '#app/domain/contract/terms-in-force.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { isAgreedHeadcount } from './headcounts.server.ts'
import { contracts, contractYears } from '#db/schema/contracts.ts'
import { headcountAnswers, premiumPayments, yearHeadcounts } from '#db/schema/premiums.ts'
import { settlementDisclosures, settlements } from '#db/schema/settlements.ts'
import { lots, tenders } from '#db/schema/tenders.ts'
import { listAmendmentsInForce } from './contract-amendments.server.ts'
import { type CoverEnd, listCoverEnds, listCoverEndsOf } from './contract-terminations.server.ts'
import { type ContractScope } from './contracts.server.ts'

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
  endsOn: PlainDate // of cover: after an early termination it may lie before the first day (isCovered)
  key: number // short, for the claims' partitions
  terms: ContractTerms // in force on the year's first day, with the amendments signed
  benefitTerms: DatedBenefitTerms[] // of the year, with each change within it
}

export async function findContractYear(
  db: Db,
  id: string,
  scope: ContractScope,
): Promise<ContractYearRow | undefined> {
  const [year] = await selectYear(db).where(and(eq(contractYears.id, id), inScope(scope)))
  return year && withAmendments(db, year)
}

/** Locks the year, so that two people cannot act on it at once. */
export async function lockContractYear(db: Db, id: string): Promise<ContractYearRow | undefined> {
  const [year] = await selectYear(db)
    .where(eq(contractYears.id, id))
    .for('no key update', { of: contractYears })
  return year && withAmendments(db, year)
}

/** One side's years that have begun by a day and have no final settlement, the earliest first. */
export async function listRunningYears(
  db: Db,
  side: { policyholderId: string } | { insurerId: string },
  today: PlainDate,
): Promise<ContractYearRow[]> {
  const years = await selectYear(db)
    .leftJoin(settlements, eq(settlements.contractYearId, contractYears.id))
    .where(
      and(
        'insurerId' in side
          ? eq(contracts.insurerId, side.insurerId)
          : eq(contracts.policyholderId, side.policyholderId),
        lte(contractYears.startsOn, today),
        isNull(settlements.contractYearId),
      ),
    )
    .orderBy(asc(contractYears.startsOn), asc(contractYears.id))
    .limit(RUNNING_YEARS)
  const amendments = await listAmendmentsInForce(db, [
    ...new Set(years.map(({ contractId }) => contractId)),
  ])
  const ends = await listCoverEndsOf(
    db,
    years.map(({ contractId }) => contractId),
  )
  return years
    .map((year) =>
      layTerms(year, amendments.get(year.contractId) ?? [], ends.get(year.contractId) ?? []),
    )
    .filter(isCovered)
}

const RUNNING_YEARS = 200 // more contracts than a province has with one insurer

async function withAmendments(
  db: Db,
  year: Omit<ContractYearRow, 'benefitTerms'>,
): Promise<ContractYearRow> {
  const amendments = await listAmendmentsInForce(db, [year.contractId])
  const ends = await listCoverEnds(db, year.contractId)
  return layTerms(year, amendments.get(year.contractId) ?? [], ends)
}

function layTerms(
  year: Omit<ContractYearRow, 'benefitTerms'>,
  amendments: readonly AmendmentInForce[],
  ends: readonly CoverEnd[],
): ContractYearRow {
  return {
    ...year,
    endsOn: coverEndsOn(year.endsOn, ends),
    terms: termsOn(year.terms, amendments, year.startsOn),
    benefitTerms: benefitTermsOfYear(year.terms, amendments, year),
  }
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
    .leftJoin(headcountAnswers, isAgreedHeadcount)
    .leftJoin(yearHeadcounts, eq(yearHeadcounts.id, headcountAnswers.headcountId))
    .leftJoin(settlements, eq(settlements.contractYearId, contractYears.id))
    .leftJoin(settlementDisclosures, eq(settlementDisclosures.contractYearId, contractYears.id))
    .where(eq(contractYears.contractId, contractId))
    .orderBy(asc(contractYears.number))
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
      key: contractYears.key,
      terms: contracts.terms,
    })
    .from(contractYears)
    .innerJoin(contracts, eq(contracts.id, contractYears.contractId))
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .$dynamic()
}
