import { sql } from 'drizzle-orm'
import { type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type Fen } from '#app/domain/money.ts'
import { dueClaims } from '#db/benefit-due-sql.ts'
import { type AmountType } from '#db/benefit-rules-sql.ts'
import { type Db } from '#db/client.server.ts'

export type BenefitSums = { claims: number; persons: number; eligibleExpense: Fen; due: Fen }

/** What a year's claims come to under given terms; nothing is kept. */
export async function sumBenefits(
  db: Db,
  { yearKey, terms }: { yearKey: number; terms: readonly DatedBenefitTerms[] },
): Promise<BenefitSums> {
  return exactly(db, async (tx, type) => {
    const [row] = await tx.execute<{
      claims: number
      persons: number
      uncovered: number
      eligible_expense: string
      due: string
    }>(sql`with recursive ${dueClaims(yearKey, terms, type)}
      select count(*)::int as claims,
        (count(*) filter (where visit = 1))::int as persons,
        (count(*) filter (where rule is null))::int as uncovered,
        coalesce(sum(eligible_expense), 0)::bigint as eligible_expense,
        coalesce(sum(due), 0)::bigint as due
      from due_claims`)
    if (!row) throw new Error('totals without a group always give one row')
    if (row.uncovered > 0) throw new Error(`${row.uncovered} visits are before the first terms`)
    const { claims, persons, eligible_expense: eligibleExpense, due } = row
    return { claims, persons, eligibleExpense: BigInt(eligibleExpense), due: BigInt(due) }
  })
}

/**
 * Runs with bigint, and once more with numeric when an amount did not fit: a person's expense
 * in fen × ppm leaves bigint from 92 billion yuan on.
 */
export async function exactly<Value>(
  db: Db,
  work: (tx: Db, type: AmountType) => Promise<Value>,
): Promise<Value> {
  try {
    return await db.transaction((tx) => work(tx, 'bigint'))
  } catch (error) {
    if (!isOutOfRange(error)) throw error
    return work(db, 'numeric')
  }
}

const NUMERIC_VALUE_OUT_OF_RANGE = '22003'

function isOutOfRange(error: unknown): boolean {
  const cause = error instanceof Error && 'cause' in error ? error.cause : error
  return cause instanceof Error && 'code' in cause && cause.code === NUMERIC_VALUE_OUT_OF_RANGE
}
