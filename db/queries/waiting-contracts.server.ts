import { type SQL, and, asc, eq, exists, isNotNull, isNull, not, sql } from 'drizzle-orm'
import { type Actor } from '#app/domain/actor.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'
import { isAgreedHeadcount } from './headcounts.server.ts'
import { contractConfirmations, contracts, contractYears } from '#db/schema/contracts.ts'
import { headcountAnswers } from '#db/schema/premiums.ts'
import {
  settlementConfirmations,
  settlementDisclosures,
  settlementProposals,
  settlementReturns,
  settlements,
} from '#db/schema/settlements.ts'
import { lots, tenders } from '#db/schema/tenders.ts'

import { LIMIT_PER_KIND, type WaitingItem, type WaitingKind } from './waiting-item.ts'

const yearTitle = sql<string>`${tenders.title} || ' · ' || ${lots.name} || ' · 第' || ${contractYears.number} || '年度'`

export async function listContractsToConfirm(
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
    .leftJoin(headcountAnswers, isAgreedHeadcount)
    .leftJoin(settlements, eq(settlements.contractYearId, contractYears.id))
    .leftJoin(settlementDisclosures, eq(settlementDisclosures.contractYearId, contractYears.id))
    .where(and(side, condition))
    .orderBy(asc(contractYears.startsOn), asc(contractYears.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind, due: null }))
}

export async function listYearsToPropose(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  return listYears(
    db,
    eq(contracts.insurerId, actor.organisationId),
    'propose-settlement',
    and(
      sql`${contractYears.endsOn} < ${dateInChina(now)}`,
      isNotNull(headcountAnswers.contractYearId),
      isNull(settlements.contractYearId),
      not(hasLiveProposal(db, undefined)),
    ),
  )
}

export async function listProposalsToConfirm(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listYears(
    db,
    eq(contracts.policyholderId, actor.organisationId),
    'confirm-settlement',
    and(isNull(settlements.contractYearId), hasLiveProposal(db, 'unconfirmed')),
  )
}

export async function listSettlementsToPublish(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listYears(
    db,
    eq(contracts.policyholderId, actor.organisationId),
    'publish-settlement',
    and(isNotNull(settlements.contractYearId), isNull(settlementDisclosures.contractYearId)),
  )
}

export async function listProposalsToSignOff(db: Db): Promise<WaitingItem[]> {
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
