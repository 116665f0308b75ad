import { type SQL, and, asc, desc, eq, notExists, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import {
  type DifferenceKind,
  benefitDifferences,
  benefitRuns,
  claims,
  claimsImportReversals,
  claimsImports,
} from '#db/schema/claims.ts'
import { users } from '#db/schema/identity.ts'

/** The files of a year that were not reversed, by key. */
export async function listCountedImports(db: Db, contractYearId: string): Promise<number[]> {
  const rows = await db
    .select({ key: claimsImports.key })
    .from(claimsImports)
    .where(
      and(
        eq(claimsImports.contractYearId, contractYearId),
        notExists(
          db
            .select({ one: sql`1` })
            .from(claimsImportReversals)
            .where(eq(claimsImportReversals.importKey, claimsImports.key)),
        ),
      ),
    )
    .orderBy(asc(claimsImports.key))
  return rows.map(({ key }) => key)
}

const RUN = {
  key: benefitRuns.key,
  importKeys: benefitRuns.importKeys,
  claims: benefitRuns.claims,
  persons: benefitRuns.persons,
  eligibleExpense: benefitRuns.eligibleExpense,
  due: benefitRuns.due,
  paid: benefitRuns.paid,
  overpaid: benefitRuns.overpaid,
  underpaid: benefitRuns.underpaid,
  unpaid: benefitRuns.unpaid,
  differences: benefitRuns.differences,
  ranAt: benefitRuns.ranAt,
  ranByName: users.name,
}

/** A year's runs, newest first. */
export async function listRuns(
  db: Db,
  contractYearId: string,
  { limit, offset }: { limit: number; offset: number },
) {
  return db
    .select(RUN)
    .from(benefitRuns)
    .innerJoin(users, eq(users.id, benefitRuns.ranBy))
    .where(eq(benefitRuns.contractYearId, contractYearId))
    .orderBy(desc(benefitRuns.key))
    .limit(limit)
    .offset(offset)
}

/** One run of a year; without a key the last one. Its terms come along, for the trace. */
export async function findRun(db: Db, contractYearId: string, key?: number) {
  const [run] = await db
    .select({ ...RUN, terms: benefitRuns.terms })
    .from(benefitRuns)
    .innerJoin(users, eq(users.id, benefitRuns.ranBy))
    .where(
      and(
        eq(benefitRuns.contractYearId, contractYearId),
        key === undefined ? undefined : eq(benefitRuns.key, key),
      ),
    )
    .orderBy(desc(benefitRuns.key))
    .limit(1)
  return run
}

export type BenefitDifference = {
  claimId: string
  kind: DifferenceKind
  due: Fen
  paid: Fen
  visitDate: PlainDate | null // null: its file was reversed since
  category: string | null
  place: string | null
  eligibleExpense: Fen | null
}

export type DifferenceFilter = { yearKey: number; runKey: number; kind?: DifferenceKind }

/** Claims that were paid otherwise than the terms give, by claim number. */
export async function listDifferences(
  db: Db,
  filter: DifferenceFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<BenefitDifference[]> {
  return db
    .select({
      claimId: benefitDifferences.claimId,
      kind: benefitDifferences.kind,
      due: benefitDifferences.due,
      paid: benefitDifferences.paid,
      visitDate: claims.visitDate,
      category: claims.category,
      place: claims.place,
      eligibleExpense: claims.eligibleExpense,
    })
    .from(benefitDifferences)
    .leftJoin(
      claims,
      and(eq(claims.yearKey, filter.yearKey), eq(claims.claimId, benefitDifferences.claimId)),
    )
    .where(matches(filter))
    .orderBy(asc(benefitDifferences.claimId))
    .limit(limit)
    .offset(offset)
}

/** How many differences of each kind a run found. */
export async function countDifferences(
  db: Db,
  { yearKey, runKey }: { yearKey: number; runKey: number },
): Promise<Record<DifferenceKind, number>> {
  const rows = await db
    .select({ kind: benefitDifferences.kind, count: sql<number>`count(*)::int` })
    .from(benefitDifferences)
    .where(matches({ yearKey, runKey }))
    .groupBy(benefitDifferences.kind)
  const counts = { overpaid: 0, underpaid: 0, unpaid: 0 }
  for (const { kind, count } of rows) counts[kind] = count
  return counts
}

function matches({ yearKey, runKey, kind }: DifferenceFilter): SQL | undefined {
  return and(
    eq(benefitDifferences.yearKey, yearKey),
    eq(benefitDifferences.runKey, runKey),
    kind && eq(benefitDifferences.kind, kind),
  )
}

export type PersonVisit = {
  claimId: string
  visitDate: PlainDate
  category: string
  place: string
  eligibleExpense: Fen
  paid: Fen
}

/**
 * All visits in the year of the person whom a claim concerns, in the order in which they are
 * paid. Who it is does not come along. Empty when the year has no such claim.
 */
export async function listVisitsBehind(
  db: Db,
  { yearKey, claimId }: { yearKey: number; claimId: string },
): Promise<PersonVisit[]> {
  const person = db
    .select({ person: claims.person })
    .from(claims)
    .where(and(eq(claims.yearKey, yearKey), eq(claims.claimId, claimId)))
  return db
    .select({
      claimId: claims.claimId,
      visitDate: claims.visitDate,
      category: claims.category,
      place: claims.place,
      eligibleExpense: claims.eligibleExpense,
      paid: claims.paid,
    })
    .from(claims)
    .where(and(eq(claims.yearKey, yearKey), eq(claims.person, person)))
    .orderBy(asc(claims.visitDate), asc(claims.importKey), asc(claims.rowNumber))
}
