import { type EnvelopeHeader, readHeader, writeHeader } from '#app/sealing/envelope-header.ts'
import { toBase64 } from '#app/sealing/base64.ts'
import { sha256Hex } from '#app/sealing/hash.ts'
import { encryptTo } from '#app/sealing/sealing-key.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { type Purchase, type TestEnvelope, done, seal, upload } from './purchase.ts'

function headerOf({ header }: TestEnvelope): EnvelopeHeader {
  const read = readHeader(header)
  if (!read.ok) throw new Error(read.refusal)
  return read.value
}

async function withHeader(envelope: TestEnvelope, changed: EnvelopeHeader): Promise<TestEnvelope> {
  const header = writeHeader(changed)
  return { ...envelope, header, envelopeSha256: await sha256Hex(header) }
}

/** An envelope whose bidder sealed rubbish as the shares at some positions. */
export async function withBrokenShares(
  envelope: TestEnvelope,
  positions: readonly number[],
): Promise<TestEnvelope> {
  const header = headerOf(envelope)
  const shares = await Promise.all(
    header.shares.map(async (share, position) => {
      if (!positions.includes(position)) return share
      const rubbish = await encryptTo(share.recipient, new Uint8Array(75))
      return { ...share, sealedShare: toBase64(rubbish) }
    }),
  )
  return withHeader(envelope, { ...header, shares })
}

/** An envelope whose shares are of another key, each as its hash says. */
export async function withForeignShares(
  envelope: TestEnvelope,
  other: TestEnvelope,
): Promise<TestEnvelope> {
  const { shares } = headerOf(other)
  return withHeader(envelope, { ...headerOf(envelope), shares })
}

/** An envelope that is sealed right and holds no bid. */
export async function withBrokenText(envelope: TestEnvelope): Promise<TestEnvelope> {
  const header = headerOf(envelope)
  const text = new TextEncoder().encode('这不是投标文件')
  const bytes = await encryptTo(header.bidRecipient, text)
  const sealed = { size: bytes.length, chunks: [await sha256Hex(bytes)] }
  const chunks = envelope.chunks.filter(({ file }) => file > 0)
  return withHeader(
    { ...envelope, chunks: [{ file: 0, position: 0, bytes }, ...chunks] },
    { ...header, files: [sealed, ...header.files.slice(1)] },
  )
}

/** An envelope that lacks the last file its bid lists. */
export async function withMissingFile(envelope: TestEnvelope): Promise<TestEnvelope> {
  const header = headerOf(envelope)
  const files = header.files.slice(0, -1)
  const chunks = envelope.chunks.filter(({ file }) => file < files.length)
  return withHeader({ ...envelope, chunks }, { ...header, files })
}

/** Seals a bid, lets `breakIt` spoil it, and submits it as it then is. */
export async function submitBroken(
  purchase: Purchase,
  bidder: string,
  breakIt: (envelope: TestEnvelope) => Promise<TestEnvelope>,
): Promise<void> {
  const envelope = await breakIt(await seal(purchase, bidder))
  done(await submitBid(purchase.as(bidder), await upload(purchase, bidder, envelope)))
}
