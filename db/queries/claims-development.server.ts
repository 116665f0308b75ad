import { and, desc, eq, lte, or, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { isAgreedHeadcount } from './headcounts.server.ts'
import { contractYears, contracts } from '#db/schema/contracts.ts'
import { headcountAnswers, yearHeadcounts } from '#db/schema/premiums.ts'
import { lots, tenders } from '#db/schema/tenders.ts'
import { type ContractScope } from './contracts.server.ts'

export type MonthlyClaims = { month: number; claims: number; eligibleExpense: Fen; paid: Fen }

/** A year's claims by month of visit, 1 to 12 from the year's start; months without claims are left out. */
export async function listMonthlyClaims(
  db: Db,
  { yearKey }: { yearKey: number },
): Promise<MonthlyClaims[]> {
  const rows = await db.execute<{
    month: number
    claims: number
    eligible_expense: string
    paid: string
  }>(sql`
    select (extract(year from since) * 12 + extract(month from since) + 1)::int as month,
      count(*)::int as claims, sum(eligible_expense)::bigint as eligible_expense, sum(paid)::bigint as paid
    from (
      select age(visit_date, (select starts_on from contract_years where key = ${yearKey})) as since,
        eligible_expense, paid
      from claims where year_key = ${yearKey}
    ) as visits
    group by 1
    order by 1`)
  return rows.map(({ month, claims, eligible_expense: eligibleExpense, paid }) => ({
    month,
    claims,
    eligibleExpense: BigInt(eligibleExpense),
    paid: BigInt(paid),
  }))
}

export type YearToCompare = {
  id: string
  key: number
  contractNumber: string
  startsOn: PlainDate
  endsOn: PlainDate
  premium: Fen | null // null: no headcount is agreed
}

/** The year itself and those before it for the same lot in the region, under whichever contract; newest first. */
export async function listYearsToCompare(
  db: Db,
  year: { tenderId: string; lotName: string; startsOn: PlainDate },
  scope: ContractScope,
  limit: number,
): Promise<YearToCompare[]> {
  const region = db
    .select({ region: tenders.region })
    .from(tenders)
    .where(eq(tenders.id, year.tenderId))
  return db
    .select({
      id: contractYears.id,
      key: contractYears.key,
      contractNumber: contracts.number,
      startsOn: contractYears.startsOn,
      endsOn: contractYears.endsOn,
      premium: yearHeadcounts.premium,
    })
    .from(contractYears)
    .innerJoin(contracts, eq(contracts.id, contractYears.contractId))
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .leftJoin(headcountAnswers, isAgreedHeadcount)
    .leftJoin(yearHeadcounts, eq(yearHeadcounts.id, headcountAnswers.headcountId))
    .where(
      and(
        eq(tenders.region, region),
        eq(lots.name, year.lotName),
        lte(contractYears.startsOn, year.startsOn),
        scope.everything
          ? undefined
          : or(
              eq(contracts.policyholderId, scope.organisationId),
              eq(contracts.insurerId, scope.organisationId),
            ),
      ),
    )
    .orderBy(desc(contractYears.startsOn), desc(contractYears.id))
    .limit(limit)
}
