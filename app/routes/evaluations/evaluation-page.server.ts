import { type Viewer } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { candidateNotice, mayAward } from '#app/domain/award/award-day.ts'
import { candidatesLeft } from '#app/domain/award/choose-winner.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { flagScores } from '#app/domain/evaluation/score-flags.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { parameterOn } from '#app/domain/regulation/parameters.ts'
import { type AwardState } from '#app/routes/awards/award-state.ts'
import { type LotResult, listCancelledAwards } from '#db/queries/awards.server.ts'
import { findContractOfLot } from '#db/queries/contracts.server.ts'
import { type ScoreSheet } from '#db/queries/score-sheets.server.ts'
import { type Tender } from '#db/queries/tenders.server.ts'
import { type requireOpenedLot } from './evaluation-access.server.ts'

type Access = Awaited<ReturnType<typeof requireOpenedLot>>

/** What stands out in the signed sheets, for those who answer for the report; null for the others. */
export function flagsFor(
  viewer: Viewer,
  { isOfficer, member, tender }: Pick<Access, 'isOfficer' | 'member' | 'tender'>,
  sheets: readonly ScoreSheet[],
) {
  const mayRead = isOfficer || member?.chair === true || viewer.role === 'auditor'
  if (!mayRead || sheets.length === 0) return null
  const scores = sheets.flatMap((sheet) => sheet.scores)
  return flagScores(scores, tender.terms.criteria)
}

/** Where a lot stands between its report and its contract. */
export async function findAwardState(
  { lotId, tender, now }: { lotId: string; tender: Tender; now: Date },
  result: LotResult,
  nameOf: (bidId: string) => string,
): Promise<AwardState> {
  const { regime, calendarOverrides } = tender.terms
  const cancelled = await listCancelledAwards(db, lotId)
  const lostAwards = cancelled
    .filter(({ round }) => round === result.round)
    .map(({ submissionId }) => submissionId)
  const contract = await findContractOfLot(db, lotId)
  const { candidatesPublishedAt, noticeLastDay, award } = result
  const publishedOn = candidatesPublishedAt && dateInChina(candidatesPublishedAt)
  const counted = publishedOn && candidateNotice(regime, publishedOn, calendarOverrides)
  return {
    candidatesPublishedAt,
    notice:
      counted && noticeLastDay
        ? { ...counted, from: publishedOn, lastDay: noticeLastDay } // the day that was published
        : null,
    award,
    cancelled: cancelled.map((entry) => ({ ...entry, name: nameOf(entry.submissionId) })),
    candidates: candidatesLeft(result.ranking, lostAwards).map(({ bidId, rank }) => ({
      bidId,
      rank,
      name: nameOf(bidId),
    })),
    needsCandidates: publishesCandidates(regime, now),
    mayAward: mayAward(regime, noticeLastDay, now).ok,
    contractId: contract?.id ?? null,
  }
}

function publishesCandidates(regime: Regime, now: Date): boolean {
  return parameterOn(regime, 'candidateNotice', dateInChina(now)) !== undefined
}
