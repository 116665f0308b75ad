import { type SQL, and, asc, eq, exists, gt, isNull, ne, not, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type Db } from '#db/client.server.ts'
import { contractConfirmations, contracts } from '#db/schema/contracts.ts'
import { lotFailures, lots, tenders } from '#db/schema/tenders.ts'

export type SuccessorTender = { id: string; title: string; published: boolean }

/** The tender that follows a contract: the buyer's next one for the region with a lot that has not failed. */
export async function findSuccessorTender(
  db: Db,
  contractId: string,
): Promise<SuccessorTender | undefined> {
  const [row] = await db
    .select({
      id: next.id,
      title: next.title,
      published: sql<boolean>`${next.publishedAt} is not null`,
    })
    .from(contracts)
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .innerJoin(next, follows(db))
    .where(eq(contracts.id, contractId))
    .orderBy(asc(next.coverageStartsOn), asc(next.id))
    .limit(1)
  return row
}

export type ContractToRenew = {
  id: string
  number: string
  tenderTitle: string
  regime: Regime
  endsOn: PlainDate // of the term
}

/** A buyer's signed contracts that no tender follows, the one that ends first leading. */
export async function listContractsWithoutSuccessor(
  db: Db,
  policyholderId: string,
  { endsAfter, limit }: { endsAfter: PlainDate; limit: number },
): Promise<ContractToRenew[]> {
  return db
    .select({
      id: contracts.id,
      number: contracts.number,
      tenderTitle: tenders.title,
      regime: tenders.regime,
      endsOn: contracts.endsOn,
    })
    .from(contracts)
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .where(
      and(
        eq(contracts.policyholderId, policyholderId),
        gt(contracts.endsOn, endsAfter),
        isSigned,
        not(
          exists(
            db
              .select({ one: sql`1` })
              .from(next)
              .where(follows(db)),
          ),
        ),
      ),
    )
    .orderBy(asc(contracts.endsOn), asc(contracts.id))
    .limit(limit)
}

const next = alias(tenders, 'next_tenders')
const nextLots = alias(lots, 'next_lots')

const isSigned = eq(
  sql`(select count(*) from ${contractConfirmations} where ${contractConfirmations.contractId} = ${contracts.id})`,
  2,
)

function follows(db: Db): SQL | undefined {
  return and(
    ne(next.id, tenders.id),
    eq(next.procuringEntityId, tenders.procuringEntityId),
    eq(next.region, tenders.region),
    gt(next.coverageStartsOn, contracts.startsOn),
    or(
      isNull(next.publishedAt),
      exists(
        db
          .select({ one: sql`1` })
          .from(nextLots)
          .leftJoin(lotFailures, eq(lotFailures.lotId, nextLots.id))
          .where(and(eq(nextLots.tenderId, next.id), isNull(lotFailures.lotId))),
      ),
    ),
  )
}
