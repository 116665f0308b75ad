import { type SQL, and, asc, eq, isNotNull, isNull, notExists, sql } from 'drizzle-orm'
import { type BidSecurityForm, type SecurityFacts } from '#app/domain/bid/bid-security.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'
import { awardCancellations, awards } from '#db/schema/awards.ts'
import { bidSecurities, bidSecurityReturns, openedBids } from '#db/schema/bids.ts'
import { contractConfirmations, contracts } from '#db/schema/contracts.ts'
import { organisations } from '#db/schema/identity.ts'
import { lotFailures, lots, tenders } from '#db/schema/tenders.ts'

/** An opened bid with its security (投标保证金), as far as it was recorded. */
export type BidSecurityRow = {
  submissionId: string
  lotId: string
  lotName: string
  tenderId: string
  tenderTitle: string
  procuringEntityId: string
  bidderId: string
  bidderName: string
  required: bigint
  deadlineDay: PlainDate
  security: RecordedSecurity | null
  facts: SecurityFacts
}

export type RecordedSecurity = {
  id: string
  amount: bigint
  form: BidSecurityForm
  receivedOn: PlainDate
  document: string
  end: {
    outcome: 'returned' | 'forfeited'
    on: PlainDate
    document: string
    reason: string
  } | null
}

/** Every opened bid of a tender, by lot and bidder. Empty before the opening. */
export async function listBidSecurities(db: Db, tenderId: string): Promise<BidSecurityRow[]> {
  return select(db, eq(openedBids.tenderId, tenderId))
}

/** An insurer's own securities, those that are still held first. */
export async function listOwnBidSecurities(db: Db, bidderId: string): Promise<BidSecurityRow[]> {
  return select(db, and(eq(openedBids.bidderId, bidderId), isNotNull(bidSecurities.id)))
}

/** What a buyer still holds of the bids it opened. */
export async function listHeldSecurities(
  db: Db,
  procuringEntityId: string,
): Promise<BidSecurityRow[]> {
  return select(
    db,
    and(
      eq(tenders.procuringEntityId, procuringEntityId),
      isNotNull(bidSecurities.id),
      isNull(bidSecurityReturns.securityId),
    ),
  )
}

export async function findBidSecurity(db: Db, id: string): Promise<BidSecurityRow | undefined> {
  const [row] = await select(db, eq(bidSecurities.id, id))
  return row
}

export async function findBidWithSecurity(
  db: Db,
  submissionId: string,
): Promise<BidSecurityRow | undefined> {
  const [row] = await select(db, eq(openedBids.submissionId, submissionId))
  return row
}

/** False when the bid's security is recorded already. */
export async function insertBidSecurity(
  db: Db,
  security: typeof bidSecurities.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(bidSecurities)
    .values(security)
    .onConflictDoNothing()
    .returning({ id: bidSecurities.id })
  return inserted.length === 1
}

/** False when it was returned or forfeited already. */
export async function insertBidSecurityReturn(
  db: Db,
  end: typeof bidSecurityReturns.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(bidSecurityReturns)
    .values(end)
    .onConflictDoNothing()
    .returning({ id: bidSecurityReturns.securityId })
  return inserted.length === 1
}

async function select(db: Db, where: SQL | undefined): Promise<BidSecurityRow[]> {
  const signedAt = sql<Date | null>`(select max(${contractConfirmations.confirmedAt}) from ${contractConfirmations} where ${contractConfirmations.contractId} = ${contracts.id} having count(*) = 2)`
  const rows = await db
    .select({
      submissionId: openedBids.submissionId,
      lotId: lots.id,
      lotName: lots.name,
      tenderId: tenders.id,
      tenderTitle: tenders.title,
      procuringEntityId: tenders.procuringEntityId,
      bidderId: openedBids.bidderId,
      bidderName: organisations.name,
      required: tenders.bidSecurity,
      bidDeadline: tenders.bidDeadline,
      regime: tenders.regime,
      calendarOverrides: tenders.calendarOverrides,
      security: bidSecurities,
      end: bidSecurityReturns,
      winner: awards.submissionId,
      awardedAt: awards.awardedAt,
      signedAt: signedAt.mapWith(contractConfirmations.confirmedAt),
      failedAt: lotFailures.failedAt,
    })
    .from(openedBids)
    .innerJoin(lots, eq(lots.id, openedBids.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .innerJoin(organisations, eq(organisations.id, openedBids.bidderId))
    .leftJoin(bidSecurities, eq(bidSecurities.submissionId, openedBids.submissionId))
    .leftJoin(bidSecurityReturns, eq(bidSecurityReturns.securityId, bidSecurities.id))
    .leftJoin(lotFailures, eq(lotFailures.lotId, lots.id))
    .leftJoin(awards, and(eq(awards.lotId, lots.id), isInForce(db)))
    .leftJoin(contracts, eq(contracts.awardId, awards.id))
    .where(where)
    .orderBy(sql`${tenders.publishedAt} desc`, asc(lots.number), asc(openedBids.submissionId))
    .limit(1000)
  return rows.map(toRow)
}

function isInForce(db: Db) {
  return notExists(
    db
      .select({ one: sql`1` })
      .from(awardCancellations)
      .where(eq(awardCancellations.awardId, awards.id)),
  )
}

type Joined = Omit<BidSecurityRow, 'security' | 'facts' | 'deadlineDay'> &
  Pick<SecurityFacts, 'regime' | 'calendarOverrides'> & {
    bidDeadline: Date
    security: typeof bidSecurities.$inferSelect | null
    end: typeof bidSecurityReturns.$inferSelect | null
    winner: string | null
    awardedAt: Date | null
    signedAt: Date | null
    failedAt: Date | null
  }

function toRow(joined: Joined): BidSecurityRow {
  const { bidDeadline, security, end, regime, calendarOverrides, ...rest } = joined
  const { winner, awardedAt, signedAt, failedAt, ...row } = rest
  return {
    ...row,
    deadlineDay: dateInChina(bidDeadline),
    security: security && {
      id: security.id,
      amount: security.amount,
      form: security.form,
      receivedOn: security.receivedOn,
      document: security.document,
      end: end && { outcome: end.outcome, on: end.on, document: end.document, reason: end.reason },
    },
    facts: {
      regime,
      calendarOverrides,
      won: winner === row.submissionId,
      awardedOn: awardedAt && dateInChina(awardedAt),
      signedOn: signedAt && dateInChina(signedAt),
      endedOn: failedAt && dateInChina(failedAt),
    },
  }
}
