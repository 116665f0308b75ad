import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type EnvelopeHeader, envelopeBytes, listChunks, readHeader } from './envelope-header.ts'
import { type SealedChunk } from './seal-bid.ts'

/**
 * An envelope as one file (密封投标文件, .gongji-bid): a line that names the format, the
 * header's length in four bytes, the header, and the ciphertext of its files in order.
 */
const MAGIC = new TextEncoder().encode('gongji-envelope-file/1\n')

export type PackedEnvelope = { header: Uint8Array; parsed: EnvelopeHeader; ciphertext: Blob }

export function packEnvelope(header: Uint8Array, ciphertext: readonly Blob[]): Blob {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, header.length)
  return new Blob([MAGIC, length, new Uint8Array(header), ...ciphertext], {
    type: 'application/octet-stream',
  })
}

/** Reads a packed envelope without taking its ciphertext into memory. */
export async function readEnvelopeFile(
  file: Blob,
): Promise<Decision<PackedEnvelope, 'not-an-envelope' | 'envelope-too-large'>> {
  const start = new Uint8Array(await file.slice(0, MAGIC.length + 4).arrayBuffer())
  if (start.length < MAGIC.length + 4 || MAGIC.some((byte, index) => start[index] !== byte))
    return refuse('not-an-envelope')
  const length = new DataView(start.buffer).getUint32(MAGIC.length)
  const header = new Uint8Array(await file.slice(start.length, start.length + length).arrayBuffer())
  const parsed = readHeader(header)
  if (!parsed.ok) return parsed
  const ciphertext = file.slice(start.length + length)
  if (header.length !== length || ciphertext.size !== envelopeBytes(parsed.value))
    return refuse('not-an-envelope')
  return accept({ header, parsed: parsed.value, ciphertext })
}

/** The chunks of a packed envelope, one at a time. */
export async function* chunksOf({
  parsed,
  ciphertext,
}: PackedEnvelope): AsyncGenerator<SealedChunk> {
  let offset = 0
  for (const { file, position, size } of listChunks(parsed)) {
    const bytes = new Uint8Array(await ciphertext.slice(offset, offset + size).arrayBuffer())
    yield { file, position, bytes }
    offset += size
  }
}
