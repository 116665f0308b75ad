import { type Lot } from '#app/domain/tender/tender.ts'
import { keyFingerprint } from '#app/sealing/sealing-key.ts'
import { type Db } from '#db/client.server.ts'
import { findLotResult } from './awards.server.ts'
import { listOpenedBids } from './bids.server.ts'
import { listCommittee, listFormerMembers } from './committees.server.ts'
import { type Contract } from './contracts.server.ts'
import { listAttempts, listLotFailures } from './endings.server.ts'
import {
  listBidderReleases,
  listRecordedBrokenShares,
  listRecordedHolders,
} from './opening-record.server.ts'
import { findOpeningSession } from './opening-sessions.server.ts'
import { findOpening, listUnopenedBids } from './openings.server.ts'
import { listBidClarifications, listRounds } from './reviews.server.ts'
import { findLotUnderEvaluation } from './scoring.server.ts'
import { findOpeningKeys, listTenderVersions } from './tender-versions.server.ts'
import { type Tender, findTender } from './tenders.server.ts'

/** What a published tender's notice and bidding documents are written from. */
export async function findTenderPaperSource(db: Db, tender: Tender, firstPublishedAt: Date) {
  const versions = await listTenderVersions(db, tender.id)
  const attempts = await listAttempts(db, tender.id)
  const own = attempts.findIndex(({ tenderId }) => tenderId === tender.id)
  const keys = await findOpeningKeys(db, { tenderId: tender.id, version: tender.version })
  return {
    terms: tender.terms,
    procuringEntityName: tender.procuringEntityName,
    version: tender.version,
    openingKeys: keys.map(({ organisationName, name, recipient }) => ({
      organisationName,
      name,
      fingerprint: keyFingerprint(recipient),
    })),
    publishedAt: versions.at(-1)?.publishedAt ?? firstPublishedAt,
    retenderOf: attempts[own - 1]?.title ?? null,
    amendments: versions.filter(({ version }) => version > 1),
  }
}

/** What an opening record is written from: what was read out, and no more. Undefined before the opening. */
export async function findOpeningRecordSource(db: Db, tender: Tender) {
  const opening = await findOpening(db, tender.id)
  if (!opening) return undefined
  const bids = await listOpenedBids(
    db,
    tender.terms.lots.map(({ id }) => id),
  )
  const releases = await listBidderReleases(db, tender.id)
  const broken = await listRecordedBrokenShares(db, tender.id)
  const keyFacts = (submissionId: string) => ({
    bidderReleasedAt: releases.find((one) => one.submissionId === submissionId)?.releasedAt ?? null,
    brokenShares: broken.filter((share) => share.submissionId === submissionId),
  })
  return {
    terms: tender.terms,
    procuringEntityName: tender.procuringEntityName,
    openedAt: opening.openedAt,
    officer: { name: opening.officerName, organisationName: opening.organisationName },
    session: (await findOpeningSession(db, tender.id)) ?? null,
    holders: await listRecordedHolders(db, tender.id),
    bids: bids.map((bid) => ({
      submissionId: bid.submissionId,
      lotId: bid.lotId,
      bidderName: bid.bidderName,
      price: bid.price,
      payoutRatios: bid.payoutRatios,
      profitRate: bid.profitRate,
      lossRate: bid.lossRate,
      openedWith: bid.openedWith,
      problems: bid.problems,
      submittedAt: bid.submittedAt,
      envelopeSha256: bid.envelopeSha256,
      ...keyFacts(bid.submissionId),
    })),
    unopened: (await listUnopenedBids(db, tender.id)).map((bid) => ({
      ...bid,
      ...keyFacts(bid.submissionId),
    })),
    failures: (await listLotFailures(db, tender.id))
      .filter(({ reason }) => reason === 'fewer-than-three-bids')
      .map(({ lotId, detail, source }) => ({ lotId, count: detail, source })),
  }
}

/** What the report of a lot's current round is written from. Undefined until it is complete. */
export async function findEvaluationReportSource(db: Db, lot: Lot, tender: Tender) {
  const result = await findLotResult(db, lot.id)
  const { openedAt } = tender.facts
  if (!result || !openedAt) return undefined
  const { bids, reviews } = await findLotUnderEvaluation(db, lot.id)
  const rounds = await listRounds(db, lot.id)
  const members = await listCommittee(db, tender.id)
  const former = await listFormerMembers(db, tender.id)
  return {
    terms: tender.terms,
    lot,
    procuringEntityName: tender.procuringEntityName,
    round: result.round,
    roundReason: rounds.find(({ round }) => round === result.round)?.reason ?? '',
    openedAt,
    completedAt: result.completedAt,
    committee: [...members.map((member) => ({ ...member, removalReason: null })), ...former],
    bids,
    reviews,
    clarifications: await listBidClarifications(db, lot.id, result.round),
    ranking: result.ranking,
  }
}

/** What an award notice is written from. Undefined while the lot has no award in force. */
export async function findAwardNoticeSource(db: Db, lot: Lot, tender: Tender) {
  const award = (await findLotResult(db, lot.id))?.award
  const bids = award ? await listOpenedBids(db, [lot.id]) : []
  const winner = bids.find(({ submissionId }) => submissionId === award?.submissionId)
  return (
    award &&
    winner && {
      terms: tender.terms,
      lot,
      procuringEntityName: tender.procuringEntityName,
      winnerName: winner.bidderName,
      offer: winner,
      awardedAt: award.awardedAt,
      reason: award.reason,
    }
  )
}

/** What a contract's paper is written from: its terms, and the clauses that its tender published. */
export async function findContractPaperSource(db: Db, contract: Contract) {
  const tender = await findTender(db, contract.tenderId)
  return (
    tender && {
      ...contract,
      projectNumber: tender.terms.projectNumber,
      clauses: tender.terms.clauses,
      awarded: contract.awardId !== null,
    }
  )
}
