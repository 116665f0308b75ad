import { and, asc, count, desc, eq, lt, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type FundingCandidate, type FundingResult } from '#app/domain/funding/funding-estimate.ts'
import { type ExperienceYear } from '#app/domain/tender/tender.ts'
import { type Db } from '#db/client.server.ts'
import { isAgreedHeadcount } from './headcounts.server.ts'
import { claims } from '#db/schema/claims.ts'
import { contracts, contractYears } from '#db/schema/contracts.ts'
import { estimatedTenders, fundingEstimates } from '#db/schema/funding.ts'
import { users } from '#db/schema/identity.ts'
import { headcountAnswers, yearHeadcounts } from '#db/schema/premiums.ts'
import { lots, tenders } from '#db/schema/tenders.ts'

export type BaseYear = {
  id: string
  contractNumber: string
  number: number
  startsOn: PlainDate
  endsOn: PlainDate
  lotName: string
}

/** Years of a buyer's contracts that are over and whose headcount is agreed, the latest first. */
export async function listBaseYears(
  db: Db,
  { procuringEntityId, today }: { procuringEntityId: string; today: PlainDate },
): Promise<BaseYear[]> {
  return db
    .select({
      id: contractYears.id,
      contractNumber: contracts.number,
      number: contractYears.number,
      startsOn: contractYears.startsOn,
      endsOn: contractYears.endsOn,
      lotName: lots.name,
    })
    .from(contractYears)
    .innerJoin(contracts, eq(contracts.id, contractYears.contractId))
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(headcountAnswers, isAgreedHeadcount)
    .where(and(eq(contracts.policyholderId, procuringEntityId), lt(contractYears.endsOn, today)))
    .orderBy(desc(contractYears.endsOn), asc(contractYears.id))
    .limit(50)
}

export type FundingEstimate = {
  id: string
  name: string
  procuringEntityId: string
  baseYearId: string
  baseYear: { contractNumber: string; number: number; startsOn: PlainDate; endsOn: PlainDate }
  candidate: FundingCandidate
  result: FundingResult
  makerName: string
  madeAt: Date
}

export async function findFundingEstimate(
  db: Db,
  id: string,
  procuringEntityId: string,
): Promise<FundingEstimate | undefined> {
  const [row] = await selectEstimate(db).where(
    and(eq(fundingEstimates.id, id), eq(fundingEstimates.procuringEntityId, procuringEntityId)),
  )
  return row
}

export async function listFundingEstimates(
  db: Db,
  procuringEntityId: string,
  page: { limit: number; offset: number },
): Promise<{ items: FundingEstimate[]; total: number }> {
  const own = eq(fundingEstimates.procuringEntityId, procuringEntityId)
  const items = await selectEstimate(db)
    .where(own)
    .orderBy(desc(fundingEstimates.madeAt), desc(fundingEstimates.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db.select({ total: count() }).from(fundingEstimates).where(own)
  return { items, total: counted?.total ?? 0 }
}

/** False when this estimate was made already. */
export async function insertFundingEstimate(
  db: Db,
  estimate: typeof fundingEstimates.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(fundingEstimates)
    .values(estimate)
    .onConflictDoNothing()
    .returning({ id: fundingEstimates.id })
  return inserted.length === 1
}

/** Drafts that started from an estimate. */
export async function listTendersOfEstimate(
  db: Db,
  estimateId: string,
): Promise<{ id: string; title: string }[]> {
  return db
    .select({ id: tenders.id, title: tenders.title })
    .from(estimatedTenders)
    .innerJoin(tenders, eq(tenders.id, estimatedTenders.tenderId))
    .where(eq(estimatedTenders.estimateId, estimateId))
    .orderBy(asc(tenders.id))
}

export async function insertEstimatedTender(
  db: Db,
  link: { tenderId: string; estimateId: string },
): Promise<void> {
  await db.insert(estimatedTenders).values(link)
}

/** A contract year's totals as a tender publishes them (既往赔付数据). */
export async function findExperienceYear(
  db: Db,
  contractYearId: string,
): Promise<ExperienceYear | undefined> {
  const [year] = await db
    .select({
      key: contractYears.key,
      startsOn: contractYears.startsOn,
      insured: yearHeadcounts.headcount,
      premium: yearHeadcounts.premium,
    })
    .from(contractYears)
    .innerJoin(headcountAnswers, isAgreedHeadcount)
    .innerJoin(yearHeadcounts, eq(yearHeadcounts.id, headcountAnswers.headcountId))
    .where(eq(contractYears.id, contractYearId))
  if (!year) return undefined
  const [sums] = await db
    .select({
      claimants: sql`count(distinct ${claims.person}) filter (where ${claims.paid} > 0)`.mapWith(
        claims.paid,
      ),
      eligibleExpense: sql`coalesce(sum(${claims.eligibleExpense}), 0)::bigint`.mapWith(
        claims.eligibleExpense,
      ),
      payout: sql`coalesce(sum(${claims.paid}), 0)::bigint`.mapWith(claims.paid),
    })
    .from(claims)
    .where(eq(claims.yearKey, year.key))
  if (!sums) return undefined
  const { insured, premium, startsOn } = year
  return { year: startsOn.slice(0, 4), insured, premium, ...sums }
}

function selectEstimate(db: Db) {
  return db
    .select({
      id: fundingEstimates.id,
      name: fundingEstimates.name,
      procuringEntityId: fundingEstimates.procuringEntityId,
      baseYearId: fundingEstimates.baseYearId,
      baseYear: {
        contractNumber: contracts.number,
        number: contractYears.number,
        startsOn: contractYears.startsOn,
        endsOn: contractYears.endsOn,
      },
      candidate: fundingEstimates.candidate,
      result: fundingEstimates.result,
      makerName: users.name,
      madeAt: fundingEstimates.madeAt,
    })
    .from(fundingEstimates)
    .innerJoin(contractYears, eq(contractYears.id, fundingEstimates.baseYearId))
    .innerJoin(contracts, eq(contracts.id, contractYears.contractId))
    .innerJoin(users, eq(users.id, fundingEstimates.madeBy))
    .$dynamic()
}
