import { packEnvelope } from '#app/sealing/envelope-file.ts'
import { type SealedChunk } from '#app/sealing/seal-bid.ts'

export type EnvelopeKeeper = {
  take: (chunk: SealedChunk) => Promise<void>
  pack: (header: Uint8Array) => Blob
}

/** Keeps an envelope's ciphertext as blobs, which the browser may lay on disk, until it is saved. */
export function envelopeKeeper(): EnvelopeKeeper {
  const chunks: { file: number; position: number; blob: Blob }[] = []
  return {
    take: async ({ file, position, bytes }) => {
      chunks.push({ file, position, blob: new Blob([new Uint8Array(bytes)]) })
    },
    // The bid itself is file 0, and is sealed last.
    pack: (header) => {
      const inOrder = chunks.toSorted(
        (one, other) => one.file - other.file || one.position - other.position,
      )
      return packEnvelope(
        header,
        inOrder.map(({ blob }) => blob),
      )
    },
  }
}
