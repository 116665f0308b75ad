import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findEnvelopeDamage } from '#app/sealing/check-envelope.ts'
import { chunksOf, packEnvelope, readEnvelopeFile } from '#app/sealing/envelope-file.ts'
import { type SealedChunk } from '#app/sealing/seal-bid.ts'
import { sealedShareHashes } from '#app/sealing/receipt.ts'
import { type SealedBid, fileOf, flip, sealOne, unevenBytes } from './sealed-bid.ts'

const blobsOf = ({ chunks }: SealedBid) =>
  chunks
    .toSorted((a, b) => a.file - b.file || a.position - b.position)
    .map(({ bytes }) => new Blob([new Uint8Array(bytes)]))

async function unpack(file: Blob): Promise<{ header: Uint8Array; chunks: SealedChunk[] }> {
  const read = await readEnvelopeFile(file)
  if (!read.ok) throw new Error(read.refusal)
  const chunks: SealedChunk[] = []
  for await (const chunk of chunksOf(read.value)) chunks.push(chunk)
  return { header: read.value.header, chunks }
}

test('an envelope of several files comes out of its one file as it went in', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 1_400_000 }), { maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(sizes, async (lengths) => {
      const files = lengths.map((length, index) => fileOf(`${index}.pdf`, unevenBytes(length)))
      const bid = await sealOne({ files })
      const { header, chunks } = await unpack(packEnvelope(bid.header, blobsOf(bid)))
      expect(Buffer.compare(header, bid.header)).toBe(0)
      expect(chunks).toHaveLength(bid.chunks.length)
      const record = {
        envelopeSha256: bid.envelopeSha256,
        shares: await sealedShareHashes(bid.parsed),
      }
      const again = (async function* () {
        yield* chunks
      })()
      expect(await findEnvelopeDamage(record, header, again)).toEqual([])
    }),
    { numRuns: 8 },
  )
})

test('what is no packed envelope, or is cut or too long, is refused', async () => {
  const bid = await sealOne()
  const whole = packEnvelope(bid.header, blobsOf(bid))
  const bytes = new Uint8Array(await whole.arrayBuffer())
  const notOne = { ok: false, refusal: 'not-an-envelope' }
  const others = [
    new Blob([]),
    new Blob([flip(bytes, 0, 1)]),
    new Blob([flip(bytes, 26, 1)]), // the header's length
    whole.slice(0, 20),
    whole.slice(0, 500),
    whole.slice(0, -1),
    new Blob([whole, ' ']),
  ]
  for (const other of others) expect(await readEnvelopeFile(other)).toEqual(notOne)
})
