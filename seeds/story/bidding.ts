import { createHash } from 'node:crypto'
import { commitSealedLog } from '#app/commands/commit-sealed-log.server.ts'
import { openBids } from '#app/commands/open-bids.server.ts'
import { proveSealingKey } from '#app/commands/prove-sealing-key.server.ts'
import { registerSealingKey } from '#app/commands/register-sealing-key.server.ts'
import { releaseShares } from '#app/commands/release-shares.server.ts'
import { startBidUpload } from '#app/commands/start-bid-upload.server.ts'
import { startOpening } from '#app/commands/start-opening.server.ts'
import { storeBidChunk } from '#app/commands/store-bid-chunk.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { REQUIRED_ATTACHMENTS } from '#app/domain/bid/check-bid.ts'
import { commitmentTimes } from '#app/domain/opening/commitment-times.ts'
import { fromBase64, toBase64 } from '#app/sealing/base64.ts'
import { type SealingTarget, readHeader } from '#app/sealing/envelope-header.ts'
import { openShare } from '#app/sealing/open-envelope.ts'
import { type SealedChunk, sealBid } from '#app/sealing/seal-bid.ts'
import { type SealingKey, decryptWith } from '#app/sealing/sealing-key.ts'
import { type EnvelopeAtOpening, listEnvelopes } from '#db/queries/bids.server.ts'
import { fixedClock } from '#db/queries/clock.server.ts'
import { findOpeningKeys } from '#db/queries/tender-versions.server.ts'
import { findLot, findTender } from '#db/queries/tenders.server.ts'
import { DEMO_KEYS } from '#seeds/demo-keys.ts'
import { type Teller, told } from './teller.ts'

export type Offer = Omit<BidContent, 'attachments'>

/** Who opens the bids of every tender of the story: any two of them. */
export const OPENING_OFFICERS = ['opening', 'opening2', 'opening3']

/** A person registers its demo key and proves it. */
export async function tellKey(teller: Teller, loginName: string, at: Date): Promise<void> {
  const { identity, recipient } = demoKey(loginName)
  const context = teller.as(loginName, at)
  const keyId = `${loginName}-key`
  const { challenge } = told(await registerSealingKey(context, { keyId, recipient }))
  const answer = await decryptWith(identity, fromBase64(challenge))
  if (!answer) throw new Error(`the demo key of ${loginName} does not open its challenge`)
  told(await proveSealingKey(context, { keyId, answer: toBase64(answer) }))
}

/** An insurer seals a bid with what must be attached, sends it and submits it. */
export async function tellBid(
  teller: Teller,
  { lotId, loginName, offer, at }: { lotId: string; loginName: string; offer: Offer; at: Date },
): Promise<void> {
  const context = teller.as(loginName, at)
  const chunks: SealedChunk[] = []
  const { header } = await sealBid(
    {
      target: await targetOf(teller, lotId, loginName),
      offer,
      files: REQUIRED_ATTACHMENTS.map((kind) => {
        const file = new Blob([new Uint8Array(samplePdf(`${kind} of ${loginName} for ${lotId}`))])
        return {
          kind,
          name: `${FILE_NAMES[kind]}.pdf`,
          size: file.size,
          stream: () => file.stream(),
        }
      }),
    },
    async (chunk) => void chunks.push(chunk),
  )
  const submissionId = `${lotId}-${loginName}`
  const uploadId = `${submissionId}-upload`
  told(await startBidUpload(context, { uploadId, lotId, header }))
  for (const { file, position, bytes } of chunks)
    told(await storeBidChunk(context, { uploadId, file, position, content: bytes }))
  told(await submitBid(context, { submissionId, lotId, uploadId, revision: 1 }))
}

async function targetOf(teller: Teller, lotId: string, loginName: string): Promise<SealingTarget> {
  const found = await findLot(teller.db, lotId)
  if (!found) throw new Error(`the story has no lot ${lotId}`)
  const { id: tenderId, version: tenderVersion, terms } = found.tender
  const keys = await findOpeningKeys(teller.db, { tenderId, version: tenderVersion })
  return {
    tenderId,
    lotId,
    tenderVersion,
    bidderId: teller.as(loginName, teller.today).actor.organisationId,
    threshold: terms.openingThreshold,
    holders: keys.map(({ recipient }) => recipient),
    bidderRecipient: demoKey(loginName).recipient,
  }
}

/** The opening is started, two officers release their shares, and all bids are opened. */
export async function tellOpening(teller: Teller, tenderId: string, at: Date): Promise<void> {
  await tellOpeningStart(teller, tenderId, at)
  for (const officer of ['opening', 'opening2']) await tellShares(teller, tenderId, officer, at)
  told(await openBids(teller.as('opening', at), { tenderId }))
}

export async function tellOpeningStart(teller: Teller, tenderId: string, at: Date): Promise<void> {
  told(await startOpening(teller.as('opening', at), { tenderId, nonce: nonceOf(tenderId, at) }))
}

/** The commitments to a tender's sealed log that were due until a moment, as the portal makes them. */
export async function tellCommitments(
  teller: Teller,
  tenderId: string,
  until: Date,
): Promise<void> {
  const tender = await findTender(teller.db, tenderId)
  if (!tender?.publishedAt) throw new Error(`the story has not published ${tenderId}`)
  for (const upTo of commitmentTimes(tender.publishedAt, tender.facts.bidDeadline)) {
    if (upTo > until) return
    const context = { db: teller.db, clock: fixedClock(upTo) }
    told(await commitSealedLog(context, { tenderId, upTo, nonce: nonceOf(tenderId, upTo) }))
  }
}

/** A number that nobody guesses would be needed for a secret; the story has none to keep. */
export function nonceOf(tenderId: string, at: Date): string {
  return createHash('sha256').update(`${tenderId} ${at.toISOString()}`).digest('hex')
}

/** An officer decrypts its shares of all bids and releases them. */
export async function tellShares(
  teller: Teller,
  tenderId: string,
  officer: string,
  at: Date,
): Promise<void> {
  const offered = await Promise.all(
    (await listEnvelopes(teller.db, tenderId)).map(async (envelope) => ({
      uploadId: envelope.uploadId,
      share: await shareOf(envelope, officer),
    })),
  )
  if (offered.length > 0) told(await releaseShares(teller.as(officer, at), { tenderId, offered }))
}

async function shareOf({ header }: EnvelopeAtOpening, officer: string): Promise<Uint8Array | null> {
  const { identity, recipient } = demoKey(officer)
  const read = readHeader(header)
  if (!read.ok) throw new Error('the story sealed an envelope that cannot be read')
  const position = read.value.shares.findIndex((share) => share.recipient === recipient)
  const share = await openShare(read.value, position, identity)
  return share.ok ? share.value : null
}

/** A demo person's key. */
export function demoKey(loginName: string): SealingKey {
  const key = DEMO_KEYS[loginName]
  if (!key) throw new Error(`${loginName} has no demo key`)
  return key
}

const FILE_NAMES: Record<string, string> = {
  'actuarial-opinion': '精算意见书',
  'legal-opinion': '法律意见书',
  'head-office-authorisation': '总公司授权书',
}

/** A one-page PDF that any reader opens. */
export function samplePdf(text: string): Uint8Array {
  const page = `BT /F1 12 Tf 72 760 Td (${text}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  const starts: number[] = []
  let body = '%PDF-1.4\n'
  objects.forEach((object, index) => {
    starts.push(body.length)
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
  })
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return new TextEncoder().encode(body + trailer)
}
