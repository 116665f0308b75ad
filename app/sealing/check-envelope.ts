import { z } from 'zod'
import { type EnvelopeHeader, listChunks, readHeader } from './envelope-header.ts'
import { sha256Hex, sha256OfText } from './hash.ts'
import { type ReceiptStatement } from './receipt.ts'
import { type SealedChunk } from './seal-bid.ts'

/** What is wrong with an envelope, by the name of the part. */
export type EnvelopeDamage =
  | { part: 'header' }
  | { part: 'sealed-share'; position: number; recipient: string } // of which holder
  | { part: 'chunk'; file: number; position: number; problem: 'damaged' | 'missing' }

/** What a receipt, or the portal's own record, says that an envelope was. */
export type EnvelopeRecord = Pick<ReceiptStatement, 'envelopeSha256' | 'shares'>

/** Enough of a damaged header to tell whose sealed share is damaged. */
const sharesOfHeader = z.looseObject({
  shares: z.array(z.looseObject({ sealedShare: z.string() })),
})

/**
 * Compares an envelope with what was recorded when it was handed in. Nothing is decrypted:
 * the header names every chunk by its hash, and the record names the header and its shares.
 */
export async function findEnvelopeDamage(
  record: EnvelopeRecord,
  header: Uint8Array,
  chunks: AsyncIterable<SealedChunk>,
): Promise<EnvelopeDamage[]> {
  const damage = await findHeaderDamage(record, header)
  const read = readHeader(header)
  if (damage.length > 0) return damage // it no longer says what the chunks should be
  return read.ok ? findChunkDamage(read.value, await hashChunks(chunks)) : [{ part: 'header' }]
}

/** A holder's sealed share is named when it alone is damaged, else the header as a whole. */
export async function findHeaderDamage(
  { envelopeSha256, shares }: EnvelopeRecord,
  header: Uint8Array,
): Promise<EnvelopeDamage[]> {
  if ((await sha256Hex(header)) === envelopeSha256) return []
  const sealedShares = readSealedShares(header)
  if (sealedShares?.length !== shares.length) return [{ part: 'header' }]
  const damaged: EnvelopeDamage[] = []
  for (const [position, { recipient, sealedShareSha256 }] of shares.entries()) {
    if ((await sha256OfText(sealedShares[position] ?? '')) !== sealedShareSha256)
      damaged.push({ part: 'sealed-share', position, recipient })
  }
  return damaged.length > 0 ? damaged : [{ part: 'header' }]
}

/** What is stored of an envelope's chunk. */
export type StoredChunk = { file: number; position: number; sha256: string }

/** Chunks that are missing, or are not those that the header names. */
export function findChunkDamage(
  header: Pick<EnvelopeHeader, 'files'>,
  chunks: readonly StoredChunk[],
): (EnvelopeDamage & { part: 'chunk' })[] {
  const place = ({ file, position }: { file: number; position: number }) => `${file}/${position}`
  const stored = new Map(chunks.map((chunk) => [place(chunk), chunk.sha256]))
  return listChunks(header).flatMap((named) => {
    const { file, position } = named
    const sha256 = stored.get(place(named))
    if (sha256 === named.sha256) return []
    const problem = sha256 === undefined ? 'missing' : 'damaged'
    return [{ part: 'chunk' as const, file, position, problem }]
  })
}

/** One chunk in memory at a time. */
export async function hashChunks(chunks: AsyncIterable<SealedChunk>): Promise<StoredChunk[]> {
  const hashed: StoredChunk[] = []
  for await (const { file, position, bytes } of chunks)
    hashed.push({ file, position, sha256: await sha256Hex(bytes) })
  return hashed
}

function readSealedShares(header: Uint8Array): string[] | undefined {
  try {
    const read = sharesOfHeader.safeParse(JSON.parse(new TextDecoder().decode(header)))
    return read.data?.shares.map(({ sealedShare }) => sealedShare)
  } catch {
    return undefined
  }
}
