import { sql } from 'drizzle-orm'
import { type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type Fen } from '#app/domain/money.ts'
import { dueClaims } from '#db/benefit-due-sql.ts'
import { type AmountType } from '#db/benefit-rules-sql.ts'
import { type Db } from '#db/client.server.ts'
import { benefitRuns } from '#db/schema/claims.ts'
import { exactly } from './benefit-sums.server.ts'

export type RunTotals = {
  claims: number
  persons: number
  eligibleExpense: Fen
  due: Fen // 应付, by the terms
  paid: Fen // 已付, as the insurer says
  overpaid: Fen
  underpaid: Fen
  unpaid: Fen
  differences: number
}

export type NewRun = {
  contractYearId: string
  yearKey: number
  terms: readonly DatedBenefitTerms[]
  importKeys: readonly number[]
  ranBy: string
  ranAt: Date
}

/**
 * Runs a year's claims through the terms (待遇复算) and keeps the totals and every claim that was
 * paid otherwise, all in one statement. Undefined when the year has no claims.
 * @throws when a visit is before the first terms: the import refuses such rows
 */
export async function runBenefits(
  db: Db,
  run: NewRun,
): Promise<(RunTotals & { key: number }) | undefined> {
  return exactly(db, async (tx, type) => {
    const [row] = await tx.execute<StoredTotals>(insertRun(run, type))
    if (!row) throw new Error('totals without a group always give one row')
    if (row.uncovered > 0) throw new Error(`${row.uncovered} visits are before the first terms`)
    if (row.key === null) return undefined
    return {
      key: row.key,
      claims: row.claims,
      persons: row.persons,
      eligibleExpense: BigInt(row.eligible_expense),
      due: BigInt(row.due),
      paid: BigInt(row.paid),
      overpaid: BigInt(row.overpaid),
      underpaid: BigInt(row.underpaid),
      unpaid: BigInt(row.unpaid),
      differences: row.differences,
    }
  })
}

type StoredTotals = {
  key: number | null
  claims: number
  persons: number
  uncovered: number
  differences: number
  eligible_expense: string
  due: string
  paid: string
  overpaid: string
  underpaid: string
  unpaid: string
}

function insertRun(run: NewRun, type: AmountType) {
  const { contractYearId, yearKey, terms, importKeys, ranBy, ranAt } = run
  return sql`with recursive
    ${dueClaims(yearKey, terms, type)},
    totals as (
      select count(*)::int as claims,
        (count(*) filter (where visit = 1))::int as persons,
        (count(*) filter (where rule is null))::int as uncovered,
        (count(*) filter (where paid <> due))::int as differences,
        coalesce(sum(eligible_expense), 0)::bigint as eligible_expense,
        coalesce(sum(due), 0)::bigint as due,
        coalesce(sum(paid), 0)::bigint as paid,
        coalesce(sum(paid - due) filter (where paid > due), 0)::bigint as overpaid,
        coalesce(sum(due - paid) filter (where paid < due and paid > 0), 0)::bigint as underpaid,
        coalesce(sum(due) filter (where paid < due and paid = 0), 0)::bigint as unpaid
      from due_claims
    ),
    run as (
      insert into benefit_runs (contract_year_id, year_key, terms, import_keys, claims, persons, eligible_expense,
        due, paid, overpaid, underpaid, unpaid, differences, ran_by, ran_at)
      select ${contractYearId}, ${yearKey}, ${sql.param(terms, benefitRuns.terms)}::json, ${sql.param(importKeys, benefitRuns.importKeys)}::json,
        claims, persons, eligible_expense, due, paid, overpaid, underpaid, unpaid, differences,
        ${ranBy}, ${sql.param(ranAt, benefitRuns.ranAt)}::timestamptz
      from totals where claims > 0 and uncovered = 0
      returning key
    ),
    differing as (
      insert into benefit_differences (year_key, run_key, claim_id, kind, due, paid)
      select ${yearKey}, run.key, claim_id,
        case when paid > due then 'overpaid' when paid = 0 then 'unpaid' else 'underpaid' end, due, paid
      from due_claims, run where paid <> due
    )
    select totals.*, run.key from totals left join run on true`
}
