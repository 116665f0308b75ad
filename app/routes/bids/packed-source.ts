import { type EnvelopeSource } from '#app/components/bid-composer/upload-envelope.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { readEnvelopeFile } from '#app/sealing/envelope-file.ts'
import { listChunks } from '#app/sealing/envelope-header.ts'
import { sha256Hex } from '#app/sealing/hash.ts'

/** A packed envelope that was chosen, as the uploader reads it: a chunk at a time from the disk. */
export type PackedSource = EnvelopeSource & {
  fileName: string
  tenderVersion: number
  envelopeSha256: string
  submissionId: string
}

export async function readPackedSource(
  file: File,
  { lotId, bidderId }: { lotId: string; bidderId: string },
): Promise<Decision<PackedSource, 'not-an-envelope' | 'envelope-too-large' | 'made-for-another'>> {
  const read = await readEnvelopeFile(file)
  if (!read.ok) return read
  const { header, parsed, ciphertext } = read.value
  if (parsed.lotId !== lotId || parsed.bidderId !== bidderId) return refuse('made-for-another')
  let offset = 0
  const places = new Map<string, { from: number; to: number }>()
  for (const { file: number, position, size } of listChunks(parsed)) {
    places.set(`${number}.${position}`, { from: offset, to: offset + size })
    offset += size
  }
  return accept({
    header,
    fileName: file.name,
    tenderVersion: parsed.tenderVersion,
    envelopeSha256: await sha256Hex(header),
    submissionId: crypto.randomUUID(),
    async readChunk(chunk) {
      const place = places.get(`${chunk.file}.${chunk.position}`)
      if (!place) return undefined
      return new Uint8Array(await ciphertext.slice(place.from, place.to).arrayBuffer())
    },
  })
}
