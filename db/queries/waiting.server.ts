import {
  type SQL,
  and,
  asc,
  eq,
  exists,
  gt,
  isNotNull,
  isNull,
  lte,
  ne,
  not,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, type Role } from '#app/domain/actor.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'
import { awards, evaluationReports } from '#db/schema/awards.ts'
import { bidOpenings, bidSubmissions, bidWithdrawals, openedBids } from '#db/schema/bids.ts'
import {
  contractConfirmations,
  contracts,
  contractYears,
  yearHeadcounts,
} from '#db/schema/contracts.ts'
import {
  bidReviews,
  committeeMembers,
  interestDeclarations,
  scoreSheets,
} from '#db/schema/evaluations.ts'
import {
  settlementConfirmations,
  settlementDisclosures,
  settlementProposals,
  settlementReturns,
  settlements,
} from '#db/schema/settlements.ts'
import { lotFailures, lots, openingOfficers, tenders } from '#db/schema/tenders.ts'

/** Something that waits for one person, or that comes up for them. */
export type WaitingItem = {
  kind: WaitingKind
  subjectId: string // tender, lot, contract or contract year, by kind
  title: string
  due: Date | PlainDate | null
}

export type WaitingKind =
  | 'publish-tender'
  | 'appoint-committee'
  | 'review-qualification'
  | 'complete-evaluation'
  | 'award-lot'
  | 'draft-contract'
  | 'start-retender'
  | 'confirm-contract'
  | 'open-bids'
  | 'opening-ahead'
  | 'declare-interest'
  | 'review-compliance'
  | 'score-bids'
  | 'open-for-bids'
  | 'record-headcount'
  | 'propose-settlement'
  | 'confirm-settlement'
  | 'publish-settlement'
  | 'sign-off-settlement'

const LIMIT_PER_KIND = 20

/** What waits for a person in their role and organisation; at most 20 of each kind. */
export async function listWaitingItems(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  const found = await Promise.all(WAITING_BY_ROLE[actor.role].map((list) => list(db, actor, now)))
  return found.flat()
}

type ListWaiting = (db: Db, actor: Actor, now: Date) => Promise<WaitingItem[]>

const WAITING_BY_ROLE: Record<Role, readonly ListWaiting[]> = {
  'tender-officer': [
    listDraftTenders,
    listTendersWithoutCommittee,
    listLotsToQualify,
    listLotsToComplete,
    listLotsToAward,
    listLotsToContract,
    listLotsToRetender,
    (db, actor) => listContractsToConfirm(db, 'policyholder', actor.organisationId),
  ],
  'opening-officer': [listTendersToOpen, listOpeningsAhead],
  expert: [listDeclarationsToMake, listLotsToCheckCompliance, listLotsToScore],
  'bid-submitter': [
    (db, actor) => listContractsToConfirm(db, 'insurer', actor.organisationId),
    listLotsOpenForBids,
  ],
  'insurer-finance': [listYearsToPropose],
  'fund-officer': [listYearsWithoutHeadcount, listProposalsToConfirm, listSettlementsToPublish],
  auditor: [listProposalsToSignOff],
  administrator: [],
}

const lotTitle = sql<string>`${tenders.title} || ' · ' || ${lots.name}`
const yearTitle = sql<string>`${tenders.title} || ' · ' || ${lots.name} || ' · 第' || ${contractYears.number} || '年度'`

async function listDraftTenders(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: tenders.id, title: tenders.title })
    .from(tenders)
    .where(and(eq(tenders.procuringEntityId, actor.organisationId), isNull(tenders.publishedAt)))
    .orderBy(asc(tenders.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'publish-tender', due: null }))
}

async function listTendersWithoutCommittee(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: tenders.id, title: tenders.title })
    .from(tenders)
    .innerJoin(bidOpenings, eq(bidOpenings.tenderId, tenders.id))
    .where(
      and(
        eq(tenders.procuringEntityId, actor.organisationId),
        exists(
          db
            .select({ one: sql`1` })
            .from(openedBids)
            .where(eq(openedBids.tenderId, tenders.id)),
        ),
        not(
          exists(
            db
              .select({ one: sql`1` })
              .from(committeeMembers)
              .where(eq(committeeMembers.tenderId, tenders.id)),
          ),
        ),
      ),
    )
    .orderBy(asc(tenders.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'appoint-committee', due: null }))
}

/** The officer's own lots that meet a condition. */
async function listOwnLots(
  db: Db,
  actor: Actor,
  kind: WaitingKind,
  condition: SQL | undefined,
): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: lots.id, title: lotTitle })
    .from(lots)
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .where(and(eq(tenders.procuringEntityId, actor.organisationId), condition))
    .orderBy(asc(lots.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind, due: null }))
}

async function listLotsToQualify(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listOwnLots(
    db,
    actor,
    'review-qualification',
    and(lotIsAlive(db), hasUnreviewedBid(db, 'qualification')),
  )
}

async function listLotsToComplete(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listOwnLots(
    db,
    actor,
    'complete-evaluation',
    and(
      lotIsAlive(db),
      exists(
        db
          .select({ one: sql`1` })
          .from(committeeMembers)
          .where(eq(committeeMembers.tenderId, lots.tenderId)),
      ),
      not(
        exists(
          db
            .select({ one: sql`1` })
            .from(committeeMembers)
            .leftJoin(interestDeclarations, sameMember())
            .leftJoin(
              scoreSheets,
              and(
                eq(scoreSheets.lotId, lots.id),
                eq(scoreSheets.expertId, committeeMembers.expertId),
              ),
            )
            .where(
              and(
                eq(committeeMembers.tenderId, lots.tenderId),
                sql`${interestDeclarations.conflict} is distinct from true`,
                isNull(scoreSheets.signedAt),
              ),
            ),
        ),
      ),
      not(hasReport(db)),
    ),
  )
}

async function listLotsToAward(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listOwnLots(
    db,
    actor,
    'award-lot',
    and(
      hasReport(db),
      not(
        exists(
          db
            .select({ one: sql`1` })
            .from(awards)
            .where(eq(awards.lotId, lots.id)),
        ),
      ),
    ),
  )
}

async function listLotsToContract(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listOwnLots(
    db,
    actor,
    'draft-contract',
    and(
      exists(
        db
          .select({ one: sql`1` })
          .from(awards)
          .where(eq(awards.lotId, lots.id)),
      ),
      not(
        exists(
          db
            .select({ one: sql`1` })
            .from(contracts)
            .where(eq(contracts.lotId, lots.id)),
        ),
      ),
    ),
  )
}

async function listLotsToRetender(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const retenders = alias(tenders, 'retenders')
  const rows = await db
    .selectDistinct({ subjectId: tenders.id, title: tenders.title })
    .from(lotFailures)
    .innerJoin(lots, eq(lots.id, lotFailures.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .leftJoin(retenders, eq(retenders.retenderOf, tenders.id))
    .where(and(eq(tenders.procuringEntityId, actor.organisationId), isNull(retenders.id)))
    .orderBy(asc(tenders.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'start-retender', due: null }))
}

async function listContractsToConfirm(
  db: Db,
  party: 'policyholder' | 'insurer',
  organisationId: string,
): Promise<WaitingItem[]> {
  const rows = await db
    .select({
      subjectId: contracts.id,
      title: sql<string>`${contracts.number} || ' · ' || ${tenders.title}`,
    })
    .from(contracts)
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .leftJoin(
      contractConfirmations,
      and(
        eq(contractConfirmations.contractId, contracts.id),
        eq(contractConfirmations.party, party),
      ),
    )
    .where(
      and(
        eq(
          party === 'policyholder' ? contracts.policyholderId : contracts.insurerId,
          organisationId,
        ),
        isNull(contractConfirmations.contractId),
      ),
    )
    .orderBy(asc(contracts.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'confirm-contract', due: null }))
}

async function listTendersToOpen(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  const rows = await selectNamedTenders(db, actor, lte(tenders.bidDeadline, now))
  return rows.map((row) => ({ ...row, kind: 'open-bids' }))
}

async function listOpeningsAhead(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  const rows = await selectNamedTenders(db, actor, gt(tenders.bidDeadline, now))
  return rows.map((row) => ({ ...row, kind: 'opening-ahead' }))
}

async function selectNamedTenders(db: Db, actor: Actor, condition: SQL) {
  return db
    .select({ subjectId: tenders.id, title: tenders.title, due: tenders.bidDeadline })
    .from(tenders)
    .innerJoin(openingOfficers, eq(openingOfficers.tenderId, tenders.id))
    .leftJoin(bidOpenings, eq(bidOpenings.tenderId, tenders.id))
    .where(
      and(
        eq(openingOfficers.userId, actor.userId),
        isNotNull(tenders.publishedAt),
        isNull(bidOpenings.tenderId),
        condition,
      ),
    )
    .orderBy(asc(tenders.bidDeadline), asc(tenders.id))
    .limit(LIMIT_PER_KIND)
}

async function listDeclarationsToMake(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: tenders.id, title: tenders.title })
    .from(committeeMembers)
    .innerJoin(tenders, eq(tenders.id, committeeMembers.tenderId))
    .leftJoin(interestDeclarations, sameMember())
    .where(and(eq(committeeMembers.expertId, actor.userId), isNull(interestDeclarations.expertId)))
    .orderBy(asc(tenders.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'declare-interest', due: null }))
}

async function listLotsToCheckCompliance(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listCommitteeLots(
    db,
    actor,
    'review-compliance',
    and(
      eq(committeeMembers.chair, true),
      not(hasUnreviewedBid(db, 'qualification')),
      hasUnreviewedBid(db, 'compliance'),
    ),
  )
}

async function listLotsToScore(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listCommitteeLots(
    db,
    actor,
    'score-bids',
    and(
      exists(
        db
          .select({ one: sql`1` })
          .from(openedBids)
          .where(eq(openedBids.lotId, lots.id)),
      ),
      not(hasUnreviewedBid(db, 'qualification')),
      not(hasUnreviewedBid(db, 'compliance')),
      not(
        exists(
          db
            .select({ one: sql`1` })
            .from(scoreSheets)
            .where(
              and(
                eq(scoreSheets.lotId, lots.id),
                eq(scoreSheets.expertId, actor.userId),
                isNotNull(scoreSheets.signedAt),
              ),
            ),
        ),
      ),
    ),
  )
}

async function listCommitteeLots(
  db: Db,
  actor: Actor,
  kind: WaitingKind,
  condition: SQL | undefined,
): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: lots.id, title: lotTitle })
    .from(committeeMembers)
    .innerJoin(interestDeclarations, sameMember())
    .innerJoin(tenders, eq(tenders.id, committeeMembers.tenderId))
    .innerJoin(lots, eq(lots.tenderId, tenders.id))
    .where(
      and(
        eq(committeeMembers.expertId, actor.userId),
        eq(interestDeclarations.conflict, false),
        lotIsAlive(db),
        not(hasReport(db)),
        condition,
      ),
    )
    .orderBy(asc(lots.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind, due: null }))
}

/** Lots an insurer can bid on now and has no submitted bid for. */
async function listLotsOpenForBids(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: lots.id, title: lotTitle, due: tenders.bidDeadline })
    .from(lots)
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .where(
      and(
        lte(tenders.publishedAt, now),
        gt(tenders.bidDeadline, now),
        not(
          exists(
            db
              .select({ one: sql`1` })
              .from(bidSubmissions)
              .leftJoin(bidWithdrawals, eq(bidWithdrawals.submissionId, bidSubmissions.id))
              .where(
                and(
                  eq(bidSubmissions.lotId, lots.id),
                  eq(bidSubmissions.bidderId, actor.organisationId),
                  isNull(bidWithdrawals.submissionId),
                ),
              ),
          ),
        ),
      ),
    )
    .orderBy(asc(tenders.bidDeadline), asc(lots.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'open-for-bids' }))
}

/** Contract years of one side's contracts that meet a condition. */
async function listYears(
  db: Db,
  side: SQL,
  kind: WaitingKind,
  condition: SQL | undefined,
): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: contractYears.id, title: yearTitle })
    .from(contractYears)
    .innerJoin(contracts, eq(contracts.id, contractYears.contractId))
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .leftJoin(yearHeadcounts, eq(yearHeadcounts.contractYearId, contractYears.id))
    .leftJoin(settlements, eq(settlements.contractYearId, contractYears.id))
    .leftJoin(settlementDisclosures, eq(settlementDisclosures.contractYearId, contractYears.id))
    .where(and(side, condition))
    .orderBy(asc(contractYears.startsOn), asc(contractYears.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind, due: null }))
}

async function listYearsToPropose(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  return listYears(
    db,
    eq(contracts.insurerId, actor.organisationId),
    'propose-settlement',
    and(
      sql`${contractYears.endsOn} < ${dateInChina(now)}`,
      isNotNull(yearHeadcounts.contractYearId),
      isNull(settlements.contractYearId),
      not(hasLiveProposal(db, undefined)),
    ),
  )
}

async function listYearsWithoutHeadcount(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  return listYears(
    db,
    eq(contracts.policyholderId, actor.organisationId),
    'record-headcount',
    and(
      sql`${contractYears.startsOn} <= ${dateInChina(now)}`,
      isNull(yearHeadcounts.contractYearId),
    ),
  )
}

async function listProposalsToConfirm(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listYears(
    db,
    eq(contracts.policyholderId, actor.organisationId),
    'confirm-settlement',
    and(isNull(settlements.contractYearId), hasLiveProposal(db, 'unconfirmed')),
  )
}

async function listSettlementsToPublish(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listYears(
    db,
    eq(contracts.policyholderId, actor.organisationId),
    'publish-settlement',
    and(isNotNull(settlements.contractYearId), isNull(settlementDisclosures.contractYearId)),
  )
}

async function listProposalsToSignOff(db: Db): Promise<WaitingItem[]> {
  return listYears(
    db,
    sql`true`,
    'sign-off-settlement',
    and(isNull(settlements.contractYearId), hasLiveProposal(db, 'confirmed')),
  )
}

function hasLiveProposal(db: Db, state: 'confirmed' | 'unconfirmed' | undefined): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(settlementProposals)
      .leftJoin(settlementReturns, eq(settlementReturns.proposalId, settlementProposals.id))
      .leftJoin(
        settlementConfirmations,
        eq(settlementConfirmations.proposalId, settlementProposals.id),
      )
      .where(
        and(
          eq(settlementProposals.contractYearId, contractYears.id),
          isNull(settlementReturns.proposalId),
          state === 'confirmed' ? isNotNull(settlementConfirmations.proposalId) : undefined,
          state === 'unconfirmed' ? isNull(settlementConfirmations.proposalId) : undefined,
        ),
      ),
  )
}

function lotIsAlive(db: Db): SQL {
  return not(
    exists(
      db
        .select({ one: sql`1` })
        .from(lotFailures)
        .where(eq(lotFailures.lotId, lots.id)),
    ),
  )
}

function hasReport(db: Db): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(evaluationReports)
      .where(eq(evaluationReports.lotId, lots.id)),
  )
}

/** A bid rejected at the qualification review needs no compliance review. */
function hasUnreviewedBid(db: Db, stage: 'qualification' | 'compliance'): SQL {
  const thisStage = alias(bidReviews, 'this_stage')
  const otherStage = alias(bidReviews, 'other_stage')
  return exists(
    db
      .select({ one: sql`1` })
      .from(openedBids)
      .leftJoin(
        thisStage,
        and(eq(thisStage.submissionId, openedBids.submissionId), eq(thisStage.stage, stage)),
      )
      .leftJoin(
        otherStage,
        and(eq(otherStage.submissionId, openedBids.submissionId), ne(otherStage.stage, stage)),
      )
      .where(
        and(
          eq(openedBids.lotId, lots.id),
          isNull(thisStage.submissionId),
          sql`${otherStage.passed} is distinct from false`,
        ),
      ),
  )
}

function sameMember(): SQL | undefined {
  return and(
    eq(interestDeclarations.tenderId, committeeMembers.tenderId),
    eq(interestDeclarations.expertId, committeeMembers.expertId),
  )
}
