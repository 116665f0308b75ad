import { and, asc, count, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type YearFigures, type YearSettlement } from '#app/domain/settlement/settlement-terms.ts'
import { type Db } from '#db/client.server.ts'
import { isAgreedHeadcount } from './headcounts.server.ts'
import { contracts, contractYears } from '#db/schema/contracts.ts'
import { organisations, users } from '#db/schema/identity.ts'
import {
  type FigureEvidence,
  settlementConfirmations,
  settlementDisclosures,
  settlementProposals,
  settlementReturns,
  settlements,
} from '#db/schema/settlements.ts'
import { headcountAnswers, yearHeadcounts } from '#db/schema/premiums.ts'
import { lots, tenders } from '#db/schema/tenders.ts'

export type SettlementProposal = {
  id: string
  version: number
  figures: YearFigures
  evidence: FigureEvidence
  settlement: YearSettlement
  proposerName: string
  proposedAt: Date
  returned: { reason: string; name: string; at: Date } | null
  confirmed: { name: string; at: Date } | null
}

/** A year's proposals, newest first. */
export async function listProposals(db: Db, contractYearId: string): Promise<SettlementProposal[]> {
  const proposers = alias(users, 'proposers')
  const returners = alias(users, 'returners')
  const confirmers = alias(users, 'confirmers')
  const rows = await db
    .select({
      id: settlementProposals.id,
      version: settlementProposals.version,
      figures: settlementProposals.figures,
      evidence: settlementProposals.evidence,
      settlement: settlementProposals.settlement,
      proposerName: proposers.name,
      proposedAt: settlementProposals.proposedAt,
      returnReason: settlementReturns.reason,
      returnerName: returners.name,
      returnedAt: settlementReturns.returnedAt,
      confirmerName: confirmers.name,
      confirmedAt: settlementConfirmations.confirmedAt,
    })
    .from(settlementProposals)
    .innerJoin(proposers, eq(proposers.id, settlementProposals.proposedBy))
    .leftJoin(settlementReturns, eq(settlementReturns.proposalId, settlementProposals.id))
    .leftJoin(returners, eq(returners.id, settlementReturns.returnedBy))
    .leftJoin(
      settlementConfirmations,
      eq(settlementConfirmations.proposalId, settlementProposals.id),
    )
    .leftJoin(confirmers, eq(confirmers.id, settlementConfirmations.confirmedBy))
    .where(eq(settlementProposals.contractYearId, contractYearId))
    .orderBy(desc(settlementProposals.version))
  return rows.map(
    ({ returnReason, returnerName, returnedAt, confirmerName, confirmedAt, ...row }) => ({
      ...row,
      returned:
        returnReason !== null && returnerName !== null && returnedAt !== null
          ? { reason: returnReason, name: returnerName, at: returnedAt }
          : null,
      confirmed:
        confirmerName !== null && confirmedAt !== null
          ? { name: confirmerName, at: confirmedAt }
          : null,
    }),
  )
}

export async function findProposalYear(db: Db, proposalId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ contractYearId: settlementProposals.contractYearId })
    .from(settlementProposals)
    .where(eq(settlementProposals.id, proposalId))
  return row?.contractYearId
}

/** False when the id or this version of the year is taken. */
export async function insertProposal(
  db: Db,
  proposal: {
    id: string
    contractYearId: string
    version: number
    figures: YearFigures
    evidence: FigureEvidence
    settlement: YearSettlement
    proposedBy: string
    proposedAt: Date
  },
): Promise<boolean> {
  const inserted = await db
    .insert(settlementProposals)
    .values(proposal)
    .onConflictDoNothing()
    .returning({ id: settlementProposals.id })
  return inserted.length === 1
}

/** False when it was returned already. */
export async function insertReturn(
  db: Db,
  entry: { proposalId: string; reason: string; returnedBy: string; returnedAt: Date },
): Promise<boolean> {
  const inserted = await db
    .insert(settlementReturns)
    .values(entry)
    .onConflictDoNothing()
    .returning({ proposalId: settlementReturns.proposalId })
  return inserted.length === 1
}

/** False when it was confirmed already. */
export async function insertSettlementConfirmation(
  db: Db,
  entry: { proposalId: string; confirmedBy: string; confirmedAt: Date },
): Promise<boolean> {
  const inserted = await db
    .insert(settlementConfirmations)
    .values(entry)
    .onConflictDoNothing()
    .returning({ proposalId: settlementConfirmations.proposalId })
  return inserted.length === 1
}

/** False when the year has its final settlement already: the primary key decides. */
export async function insertSettlement(
  db: Db,
  entry: {
    contractYearId: string
    proposalId: string
    premium: Fen
    settlement: YearSettlement
    signedOffBy: string
    signedOffAt: Date
  },
): Promise<boolean> {
  const { settlement, ...row } = entry
  const {
    year: _year,
    trace: _trace,
    agreedProfit: _profit,
    excessSurplus: _excess,
    ...parts
  } = settlement
  const inserted = await db
    .insert(settlements)
    .values({ ...row, ...parts })
    .onConflictDoNothing()
    .returning({ contractYearId: settlements.contractYearId })
  return inserted.length === 1
}

/** False when it is public already. */
export async function insertDisclosure(
  db: Db,
  entry: { contractYearId: string; publishedBy: string; publishedAt: Date },
): Promise<boolean> {
  const inserted = await db
    .insert(settlementDisclosures)
    .values(entry)
    .onConflictDoNothing()
    .returning({ contractYearId: settlementDisclosures.contractYearId })
  return inserted.length === 1
}

export async function findSettlement(db: Db, contractYearId: string) {
  const [row] = await db
    .select({
      proposalId: settlements.proposalId,
      signedOffAt: settlements.signedOffAt,
      signerName: users.name,
      publishedAt: settlementDisclosures.publishedAt,
    })
    .from(settlements)
    .innerJoin(users, eq(users.id, settlements.signedOffBy))
    .leftJoin(
      settlementDisclosures,
      eq(settlementDisclosures.contractYearId, settlements.contractYearId),
    )
    .where(eq(settlements.contractYearId, contractYearId))
  return row
}

/** The final figures and reserve movements of a contract's earlier years, in order. */
export async function listEarlierSettlements(
  db: Db,
  { contractId, before }: { contractId: string; before: number },
): Promise<
  {
    yearId: string
    number: number
    final: { figures: YearFigures; toReserve: Fen; fromReserve: Fen } | null
  }[]
> {
  const rows = await db
    .select({
      yearId: contractYears.id,
      number: contractYears.number,
      figures: settlementProposals.figures,
      toReserve: settlements.toReserve,
      fromReserve: settlements.fromReserve,
    })
    .from(contractYears)
    .leftJoin(settlements, eq(settlements.contractYearId, contractYears.id))
    .leftJoin(settlementProposals, eq(settlementProposals.id, settlements.proposalId))
    .where(and(eq(contractYears.contractId, contractId), lt(contractYears.number, before)))
    .orderBy(asc(contractYears.number))
  return rows.map(({ yearId, number, figures, toReserve, fromReserve }) => ({
    yearId,
    number,
    final:
      figures && toReserve !== null && fromReserve !== null
        ? { figures, toReserve, fromReserve }
        : null,
  }))
}

export type PublishedAccount = {
  contractYearId: string
  contractId: string
  region: string
  insurerName: string
  yearNumber: number
  startsOn: PlainDate
  endsOn: PlainDate
  headcount: bigint
  premium: Fen
  incurredClaims: Fen
  admittedCost: Fen
  lossRatio: bigint
  outcome: 'surplus' | 'loss'
  balance: Fen
  keptByInsurer: Fen
  returnedToFund: Fen
  borneByFund: Fen
  publishedAt: Date
}

export type AccountFilter = { region: string; insurerName: string }

/** Published yearly accounts, newest year first. */
export async function listPublishedAccounts(
  db: Db,
  filter: AccountFilter,
  page: { limit: number; offset: number },
): Promise<{ items: PublishedAccount[]; total: number }> {
  const where = and(
    filter.region ? eq(tenders.region, filter.region) : undefined,
    filter.insurerName ? eq(organisations.name, filter.insurerName) : undefined,
  )
  const items = await selectAccounts(db)
    .where(where)
    .orderBy(desc(contractYears.startsOn), desc(contractYears.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db
    .select({ total: count() })
    .from(settlementDisclosures)
    .innerJoin(contractYears, eq(contractYears.id, settlementDisclosures.contractYearId))
    .innerJoin(contracts, eq(contracts.id, contractYears.contractId))
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .innerJoin(organisations, eq(organisations.id, contracts.insurerId))
    .where(where)
  return { items, total: counted?.total ?? 0 }
}

/** One published year with its final settlement, trace included. */
export async function findPublishedAccount(db: Db, contractYearId: string) {
  const [account] = await selectAccounts(db).where(eq(contractYears.id, contractYearId))
  if (!account) return undefined
  const [proposal] = await db
    .select({ settlement: settlementProposals.settlement, figures: settlementProposals.figures })
    .from(settlements)
    .innerJoin(settlementProposals, eq(settlementProposals.id, settlements.proposalId))
    .where(eq(settlements.contractYearId, contractYearId))
  return proposal && { ...account, ...proposal }
}

/** The regions and insurers that have published accounts, for the filters. */
export async function listAccountFilters(
  db: Db,
): Promise<{ regions: string[]; insurerNames: string[] }> {
  const rows = await db
    .selectDistinct({ region: tenders.region, insurerName: organisations.name })
    .from(settlementDisclosures)
    .innerJoin(contractYears, eq(contractYears.id, settlementDisclosures.contractYearId))
    .innerJoin(contracts, eq(contracts.id, contractYears.contractId))
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .innerJoin(organisations, eq(organisations.id, contracts.insurerId))
  return {
    regions: [...new Set(rows.map(({ region }) => region))].toSorted(),
    insurerNames: [...new Set(rows.map(({ insurerName }) => insurerName))].toSorted(),
  }
}

export type SettlementUnderAudit = {
  contractYearId: string
  tenderTitle: string
  lotName: string
  number: number
  endsOn: PlainDate
  insurerName: string
  state: 'proposed' | 'confirmed' | 'final'
}

/** Every year that has a proposal, as the auditor's work list. */
export async function listSettlementsForAudit(db: Db): Promise<SettlementUnderAudit[]> {
  return db
    .select({
      contractYearId: contractYears.id,
      tenderTitle: tenders.title,
      lotName: lots.name,
      number: contractYears.number,
      endsOn: contractYears.endsOn,
      insurerName: organisations.name,
      state: sql<
        SettlementUnderAudit['state']
      >`case when ${settlements.contractYearId} is not null then 'final' when ${settlementConfirmations.proposalId} is not null then 'confirmed' else 'proposed' end`,
    })
    .from(settlementProposals)
    .innerJoin(contractYears, eq(contractYears.id, settlementProposals.contractYearId))
    .innerJoin(contracts, eq(contracts.id, contractYears.contractId))
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .innerJoin(organisations, eq(organisations.id, contracts.insurerId))
    .leftJoin(settlementReturns, eq(settlementReturns.proposalId, settlementProposals.id))
    .leftJoin(
      settlementConfirmations,
      eq(settlementConfirmations.proposalId, settlementProposals.id),
    )
    .leftJoin(settlements, eq(settlements.proposalId, settlementProposals.id))
    .where(isNull(settlementReturns.proposalId))
    .orderBy(desc(contractYears.endsOn), desc(contractYears.id))
    .limit(200)
}

function selectAccounts(db: Db) {
  return db
    .select({
      contractYearId: contractYears.id,
      contractId: contracts.id,
      region: tenders.region,
      insurerName: organisations.name,
      yearNumber: contractYears.number,
      startsOn: contractYears.startsOn,
      endsOn: contractYears.endsOn,
      headcount: yearHeadcounts.headcount,
      premium: settlements.premium,
      incurredClaims: settlements.incurredClaims,
      admittedCost: settlements.admittedCost,
      lossRatio: settlements.lossRatio,
      outcome: settlements.outcome,
      balance: settlements.balance,
      keptByInsurer: settlements.keptByInsurer,
      returnedToFund: settlements.returnedToFund,
      borneByFund: settlements.borneByFund,
      publishedAt: settlementDisclosures.publishedAt,
    })
    .from(settlementDisclosures)
    .innerJoin(settlements, eq(settlements.contractYearId, settlementDisclosures.contractYearId))
    .innerJoin(contractYears, eq(contractYears.id, settlements.contractYearId))
    .innerJoin(headcountAnswers, isAgreedHeadcount)
    .innerJoin(yearHeadcounts, eq(yearHeadcounts.id, headcountAnswers.headcountId))
    .innerJoin(contracts, eq(contracts.id, contractYears.contractId))
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .innerJoin(organisations, eq(organisations.id, contracts.insurerId))
    .$dynamic()
}
