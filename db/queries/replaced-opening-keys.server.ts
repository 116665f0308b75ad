import { type SQL, and, asc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import { type Actor } from '#app/domain/actor.ts'
import { type Db } from '#db/client.server.ts'
import { bidOpenings } from '#db/schema/bids.ts'
import { tenderVersions } from '#db/schema/tender-documents.ts'
import { lots, tenders } from '#db/schema/tenders.ts'
import { lotIs } from './lot-facts.server.ts'
import { provenRecipientOf } from './sealing-keys.server.ts'
import { LIMIT_PER_KIND, type WaitingItem } from './waiting-item.ts'

export type TenderSealedToOldKey = {
  tenderId: string
  title: string
  bidDeadline: Date
  recipient: string // the replaced key
}

/** Published tenders before their opening whose bids are sealed to an officer's replaced key. */
export async function listTendersSealedToOldKey(
  db: Db,
  userId: string,
): Promise<TenderSealedToOldKey[]> {
  const holder = sql`key->>'userId' = ${userId}`
  return db
    .select({
      tenderId: tenders.id,
      title: tenders.title,
      bidDeadline: tenders.bidDeadline,
      recipient: sql<string>`(select key->>'recipient' from json_array_elements(${tenderVersions.openingKeys}) key where ${holder})`,
    })
    .from(tenders)
    .innerJoin(tenderVersions, isCurrentVersion)
    .leftJoin(bidOpenings, eq(bidOpenings.tenderId, tenders.id))
    .where(and(isNull(bidOpenings.tenderId), isUnderWay, hasReplacedKey(holder)))
    .orderBy(asc(tenders.bidDeadline), asc(tenders.id))
}

/** Open tenders of an entity of which an opening officer has a newer key: amending seals bids to it. */
export async function listTendersWithReplacedKeys(
  db: Db,
  actor: Actor,
  now: Date,
): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: tenders.id, title: tenders.title, due: tenders.bidDeadline })
    .from(tenders)
    .innerJoin(tenderVersions, isCurrentVersion)
    .where(
      and(
        eq(tenders.procuringEntityId, actor.organisationId),
        gt(tenders.bidDeadline, now),
        isUnderWay,
        hasReplacedKey(sql`true`),
      ),
    )
    .orderBy(asc(tenders.bidDeadline), asc(tenders.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'replace-opening-key' }))
}

const isCurrentVersion = and(
  eq(tenderVersions.tenderId, tenders.id),
  eq(tenderVersions.version, tenders.version),
)

const isUnderWay = and(
  isNotNull(tenders.publishedAt),
  sql`exists (select 1 from ${lots} where ${lots.tenderId} = ${tenders.id} and not ${lotIs.failed})`,
)

function hasReplacedKey(holder: SQL): SQL {
  const present = provenRecipientOf(sql`key->>'userId'`)
  return sql`exists (select 1 from json_array_elements(${tenderVersions.openingKeys}) key where ${holder} and key->>'recipient' is distinct from ${present})`
}
