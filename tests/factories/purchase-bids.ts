import { randomUUID } from 'node:crypto'
import { startBidUpload } from '#app/commands/start-bid-upload.server.ts'
import { storeBidChunk } from '#app/commands/store-bid-chunk.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { type SealingTarget } from '#app/sealing/envelope-header.ts'
import {
  type FileToSeal,
  type SealedChunk,
  type SealedEnvelope,
  sealBid,
} from '#app/sealing/seal-bid.ts'
import { type SealingKey, makeSealingKey } from '#app/sealing/sealing-key.ts'
import { insertKeyProof, insertSealingKey } from '#db/queries/sealing-keys.server.ts'
import { findOpeningKeys } from '#db/queries/tender-versions.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'
import { type Purchase, PUBLICATION, done } from './purchase-people.ts'
import { buildBidContent } from './tender-terms.ts'

/** A new key for a person, registered and proven; the first one is kept unless another is asked for. */
export async function giveKey(purchase: Purchase, person: string): Promise<SealingKey> {
  const known = purchase.keys.get(person)
  return known ?? replaceKey(purchase, person)
}

export async function replaceKey(
  { db, as, keys }: Purchase,
  person: string,
  at = PUBLICATION,
): Promise<SealingKey> {
  const key = await makeSealingKey()
  const { actor } = as(person)
  const keyId = randomUUID()
  await insertSealingKey(db, {
    id: keyId,
    userId: actor.userId,
    organisationId: actor.organisationId,
    recipient: key.recipient,
    challenge: new Uint8Array(1),
    answerSha256: '0'.repeat(64),
    registeredAt: at,
  })
  await insertKeyProof(db, { keyId, provenAt: at })
  keys.set(person, key)
  return key
}

/** What a bidder's browser seals for: the lot under its present version and that version's keys. */
export async function sealingTarget(purchase: Purchase, bidder: string): Promise<SealingTarget> {
  const { db, lotId, as } = purchase
  const found = await findLot(db, lotId)
  if (!found) throw new Error(`no such lot: ${lotId}`)
  const { id: tenderId, version: tenderVersion, terms } = found.tender
  const keys = await findOpeningKeys(db, { tenderId, version: tenderVersion })
  return {
    tenderId,
    lotId,
    tenderVersion,
    bidderId: as(bidder).actor.organisationId,
    threshold: terms.openingThreshold,
    holders: keys.map(({ recipient }) => recipient),
    bidderRecipient: (await giveKey(purchase, bidder)).recipient,
  }
}

/** The files every bid brings. */
export function requiredFiles(bidder: string): FileToSeal[] {
  return (['actuarial-opinion', 'legal-opinion', 'head-office-authorisation'] as const).map(
    (kind) => {
      const file = new Blob([`%PDF-1.4 ${kind} ${bidder}`])
      return { kind, name: `${kind}.pdf`, size: file.size, stream: () => file.stream() }
    },
  )
}

export type TestEnvelope = SealedEnvelope & { chunks: SealedChunk[] }

/** Seals a bid as a bidder's browser does. */
export async function seal(
  purchase: Purchase,
  bidder: string,
  {
    offer = {},
    files = requiredFiles(bidder),
    target = {},
  }: {
    offer?: Partial<BidContent>
    files?: readonly FileToSeal[]
    target?: Partial<SealingTarget>
  } = {},
): Promise<TestEnvelope> {
  const { attachments: _, ...whole } = buildBidContent(offer)
  const chunks: SealedChunk[] = []
  const envelope = await sealBid(
    { target: { ...(await sealingTarget(purchase, bidder)), ...target }, offer: whole, files },
    async (chunk) => void chunks.push(chunk),
  )
  return { ...envelope, chunks }
}

/** Sends an envelope up; gives what `submitBid` needs for a first bid. */
export async function upload(
  { id, lotId, as }: Purchase,
  bidder: string,
  { header, chunks }: TestEnvelope,
  at?: Date,
) {
  const context = as(bidder, at)
  const { uploadId } = done(
    await startBidUpload(context, { uploadId: randomUUID(), lotId, header }),
  )
  for (const { file, position, bytes } of chunks)
    done(await storeBidChunk(context, { uploadId, file, position, content: bytes }))
  return { submissionId: `${id}-${bidder}-submission`, lotId, uploadId, revision: 1 }
}

/** A bid sealed and sent up, not yet submitted. */
export async function uploadBid(
  purchase: Purchase,
  bidder: string,
  price = buildBidContent().price,
) {
  return upload(purchase, bidder, await seal(purchase, bidder, { offer: { price } }))
}

export function submissionOf({ id }: Purchase, bidder: string): string {
  return `${id}-${bidder}-submission`
}

export async function submit(purchase: Purchase, bidder: string, price?: bigint): Promise<void> {
  done(await submitBid(purchase.as(bidder), await uploadBid(purchase, bidder, price)))
}

/** Three bids: 66.60, 66.70 and 66.80 yuan. */
export async function submitThree(purchase: Purchase): Promise<void> {
  for (const [index, bidder] of ['bidder1', 'bidder2', 'bidder3'].entries()) {
    await submit(purchase, bidder, 6_660n + 10n * BigInt(index))
  }
}
