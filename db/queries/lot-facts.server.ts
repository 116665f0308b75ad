import { type SQL, sql } from 'drizzle-orm'
import { type LotFacts, type TenderPhase } from '#app/domain/tender/tender.ts'
import {
  awardCancellations,
  awards,
  candidateNotices,
  evaluationReports,
} from '#db/schema/awards.ts'
import { bidOpenings } from '#db/schema/bids.ts'
import { contractConfirmations, contracts } from '#db/schema/contracts.ts'
import { evaluationRounds } from '#db/schema/evaluations.ts'
import { lotFailures, lots, otherProcedures, tenders } from '#db/schema/tenders.ts'

/** The facts of the lot that the surrounding query is at, each as one SQL condition. */
const currentRound = sql`(select coalesce(max(${evaluationRounds.round}), 1) from ${evaluationRounds} where ${evaluationRounds.lotId} = ${lots.id})`
const failed = sql`exists (select 1 from ${lotFailures} where ${lotFailures.lotId} = ${lots.id})`
const cancelled = sql`exists (select 1 from ${lotFailures} where ${lotFailures.lotId} = ${lots.id} and ${lotFailures.reason} = 'cancelled')`
const otherProcedure = sql`exists (select 1 from ${otherProcedures} where ${otherProcedures.lotId} = ${lots.id})`
const evaluated = sql`exists (select 1 from ${evaluationReports} where ${evaluationReports.lotId} = ${lots.id} and ${evaluationReports.round} = ${currentRound})`
const candidatesPublished = sql`exists (select 1 from ${candidateNotices} where ${candidateNotices.lotId} = ${lots.id} and ${candidateNotices.round} = ${currentRound})`
const awarded = sql`exists (select 1 from ${awards} where ${awards.lotId} = ${lots.id} and not exists (select 1 from ${awardCancellations} where ${awardCancellations.awardId} = ${awards.id}))`
const contractSigned = sql`(select count(*) from ${contracts} join ${contractConfirmations} on ${contractConfirmations.contractId} = ${contracts.id} where ${contracts.lotId} = ${lots.id}) = 2`

const hasContract = sql`exists (select 1 from ${contracts} where ${contracts.lotId} = ${lots.id} and not exists (select 1 from ${awardCancellations} where ${awardCancellations.awardId} = ${contracts.awardId}))`

/** What a select of lots adds to know where each stands. */
export const lotFactColumns = {
  failed: sql<boolean>`${failed}`,
  cancelled: sql<boolean>`${cancelled}`,
  otherProcedure: sql<boolean>`${otherProcedure}`,
  round: sql<number>`${currentRound}`,
  evaluated: sql<boolean>`${evaluated}`,
  candidatesPublished: sql<boolean>`${candidatesPublished}`,
  awarded: sql<boolean>`${awarded}`,
  contractSigned: sql<boolean>`${contractSigned}`,
} satisfies Record<keyof LotFacts, SQL>

/** The conditions that lists of lots ask for. */
export const lotIs = {
  hasContract,
  failed,
  otherProcedure,
  evaluated,
  candidatesPublished,
  awarded,
  contractSigned,
}

/** `tenderPhase` of app/domain/tender said in SQL, for lists and filters; a test holds the two together. */
export function phaseSql(now: Date): SQL<TenderPhase> {
  const own = sql`from ${lots} where ${lots.tenderId} = ${tenders.id}`
  const living = sql`(not ${failed} or ${otherProcedure})`
  const everyLivingLot = (condition: SQL) =>
    sql`not exists (select 1 ${own} and ${living} and not (${condition}))`
  return sql<TenderPhase>`case
    when ${tenders.publishedAt} is null then 'draft'
    when not exists (select 1 ${own} and not ${cancelled}) then 'cancelled'
    when not exists (select 1 ${own} and ${living}) then 'failed'
    when ${tenders.bidDeadline} > ${now.toISOString()}::timestamptz and exists (select 1 ${own} and not ${failed}) then 'open-for-bids'
    when not exists (select 1 from ${bidOpenings} where ${bidOpenings.tenderId} = ${tenders.id}) and exists (select 1 ${own} and not ${failed}) then 'awaiting-opening'
    when ${everyLivingLot(contractSigned)} then 'contracted'
    when ${everyLivingLot(sql`${awarded} or ${otherProcedure}`)} then 'awarded'
    when ${everyLivingLot(sql`${awarded} or ${otherProcedure} or ${candidatesPublished}`)} then 'candidates'
    else 'evaluation' end`
}
