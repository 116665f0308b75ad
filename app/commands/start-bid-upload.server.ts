import { type CommandContext } from '#app/commands/context.ts'
import { bidStands } from '#app/domain/bid/bid-stands.ts'
import { bidWindow } from '#app/domain/bid/check-bid.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import {
  type EnvelopeHeader,
  type TargetProblem,
  checkTarget,
  listChunks,
  readHeader,
} from '#app/sealing/envelope-header.ts'
import { sha256Hex } from '#app/sealing/hash.ts'
import { appendSealedEvent } from '#db/queries/audit-events.server.ts'
import {
  discardUnfinishedUploads,
  findUploadOfEnvelope,
  insertUpload,
} from '#db/queries/bid-uploads.server.ts'
import { type Db } from '#db/client.server.ts'
import { lockBidder } from '#db/queries/sealed-log.server.ts'
import { findInsurerRecipient } from '#db/queries/sealing-keys.server.ts'
import { findBindingVersion, findOpeningKeys } from '#db/queries/tender-versions.server.ts'
import { type Tender, findTenderIdOfLot, shareTender } from '#db/queries/tenders.server.ts'

export type StartBidUploadRefusal =
  | 'not-found'
  | 'lot-cancelled'
  | 'not-open-yet'
  | 'deadline-passed'
  | 'no-sealing-key'
  | 'not-an-envelope'
  | 'envelope-too-large'
  | TargetProblem

/**
 * Begins to take in an envelope (上传密封投标文件) by its header. The same envelope again goes
 * on where it stopped; another one gives up what the bidder had begun to send.
 */
export async function startBidUpload(
  { db, actor, clock }: CommandContext,
  { uploadId, lotId, header }: { uploadId: string; lotId: string; header: Uint8Array },
): Promise<Decision<{ uploadId: string }, StartBidUploadRefusal>> {
  const read = readHeader(header)
  const envelopeSha256 = await sha256Hex(header)
  return db.transaction(async (tx) => {
    const tenderId = await findTenderIdOfLot(tx, lotId)
    const tender = tenderId === undefined ? undefined : await shareTender(tx, tenderId)
    const lotIndex = tender?.terms.lots.findIndex(({ id }) => id === lotId) ?? -1
    if (!tender?.publishedAt || lotIndex === -1) return refuse('not-found')
    if (tender.facts.lots[lotIndex]?.failed) return refuse('lot-cancelled')
    await lockBidder(tx, actor.organisationId)
    const startedAt = await clock(tx)
    const window = bidWindow(tender.facts, startedAt)
    if (!window.ok) return window
    if (!read.ok) return read
    const key = { lotId, bidderId: actor.organisationId }
    const target = await checkSealedFor(tx, { tender, header: read.value, ...key })
    if (!target.ok) return target

    const begun = await findUploadOfEnvelope(tx, { ...key, envelopeSha256 })
    if (begun) return accept({ uploadId: begun.id })
    await discardUnfinishedUploads(tx, key)
    await insertUpload(tx, {
      id: uploadId,
      tenderId: tender.id,
      ...key,
      header,
      envelopeSha256,
      chunkCount: listChunks(read.value).length,
      startedAt,
      startedBy: actor.userId,
    })
    await appendSealedEvent(tx, {
      actor,
      at: startedAt,
      action: 'bid.upload-started',
      subjectId: uploadId,
      purchaseId: tender.id,
      payload: { lotId, envelopeSha256 },
    })
    return accept({ uploadId })
  })
}

/** An envelope may answer any version that still stands; its keys are that version's. */
async function checkSealedFor(
  db: Db,
  {
    tender,
    header,
    lotId,
    bidderId,
  }: { tender: Tender; header: EnvelopeHeader; lotId: string; bidderId: string },
): Promise<Decision<undefined, TargetProblem | 'no-sealing-key'>> {
  const bidderRecipient = await findInsurerRecipient(db, bidderId)
  if (!bidderRecipient) return refuse('no-sealing-key')
  const binding = await findBindingVersion(db, tender.id)
  const { tenderVersion } = header
  if (!bidStands(tenderVersion, binding) || tenderVersion > tender.version)
    return refuse('documents-amended')
  const keys = await findOpeningKeys(db, { tenderId: tender.id, version: tenderVersion })
  return checkTarget(header, {
    tenderId: tender.id,
    lotId,
    bidderId,
    tenderVersion,
    threshold: tender.terms.openingThreshold,
    holders: keys.map(({ recipient }) => recipient),
    bidderRecipient,
  })
}
