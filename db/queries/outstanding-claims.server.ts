import { and, asc, desc, eq, gt } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { contractYears } from '#db/schema/contracts.ts'
import { users } from '#db/schema/identity.ts'
import { outstandingClaims } from '#db/schema/ledger.ts'

export type OutstandingClaims = {
  id: string
  asOf: PlainDate
  version: number
  amount: Fen
  method: string
  document: string
  recorderName: string
  recordedAt: Date
}

/** All amounts of a year's days, the latest day and version first. */
export async function listOutstandingClaims(
  db: Db,
  contractYearId: string,
): Promise<OutstandingClaims[]> {
  return db
    .select({
      id: outstandingClaims.id,
      asOf: outstandingClaims.asOf,
      version: outstandingClaims.version,
      amount: outstandingClaims.amount,
      method: outstandingClaims.method,
      document: outstandingClaims.document,
      recorderName: users.name,
      recordedAt: outstandingClaims.recordedAt,
    })
    .from(outstandingClaims)
    .innerJoin(users, eq(users.id, outstandingClaims.recordedBy))
    .where(eq(outstandingClaims.contractYearId, contractYearId))
    .orderBy(desc(outstandingClaims.asOf), desc(outstandingClaims.version))
}

/** The next later day of the contract that has an amount of its own. */
export async function findFollowingReserve(
  db: Db,
  { contractId, asOf }: { contractId: string; asOf: PlainDate },
): Promise<{ contractYearId: string; asOf: PlainDate } | undefined> {
  const [row] = await db
    .select({ contractYearId: outstandingClaims.contractYearId, asOf: outstandingClaims.asOf })
    .from(outstandingClaims)
    .innerJoin(contractYears, eq(contractYears.id, outstandingClaims.contractYearId))
    .where(and(eq(contractYears.contractId, contractId), gt(outstandingClaims.asOf, asOf)))
    .orderBy(asc(outstandingClaims.asOf), asc(outstandingClaims.version))
    .limit(1)
  return row
}

/** False when this amount or this version of the day is recorded already. */
export async function insertOutstandingClaims(
  db: Db,
  reserve: typeof outstandingClaims.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(outstandingClaims)
    .values(reserve)
    .onConflictDoNothing()
    .returning({ id: outstandingClaims.id })
  return inserted.length === 1
}
