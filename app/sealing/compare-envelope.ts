import { type PackedEnvelope, chunksOf } from './envelope-file.ts'
import { sha256Hex } from './hash.ts'
import { type ReceiptStatement, sealedShareHashes } from './receipt.ts'

/** How an envelope that its bidder kept compares with what a receipt names. */
export type EnvelopeComparison = {
  isReceipted: boolean // the envelope's hash is the receipt's
  isForSameLot: boolean
  hasSameShares: boolean
  wrongChunks: readonly { file: number; position: number }[] // not the bytes that the header names
}

/** Compares a kept envelope with a receipt, a mebibyte at a time. */
export async function compareEnvelope(
  statement: ReceiptStatement,
  envelope: PackedEnvelope,
): Promise<EnvelopeComparison> {
  const { header, parsed } = envelope
  const wrongChunks: { file: number; position: number }[] = []
  for await (const { file, position, bytes } of chunksOf(envelope)) {
    if ((await sha256Hex(bytes)) !== parsed.files[file]?.chunks[position])
      wrongChunks.push({ file, position })
  }
  const shares = await sealedShareHashes(parsed)
  return {
    isReceipted: (await sha256Hex(header)) === statement.envelopeSha256,
    isForSameLot:
      parsed.tenderId === statement.tenderId &&
      parsed.lotId === statement.lotId &&
      parsed.bidderId === statement.bidderId,
    hasSameShares: shareList(shares) === shareList(statement.shares),
    wrongChunks,
  }
}

export function isSameEnvelope(comparison: EnvelopeComparison): boolean {
  const { isReceipted, isForSameLot, hasSameShares, wrongChunks } = comparison
  return isReceipted && isForSameLot && hasSameShares && wrongChunks.length === 0
}

function shareList(shares: ReceiptStatement['shares']): string {
  return shares.map(({ recipient, sealedShareSha256 }) => recipient + sealedShareSha256).join('\n')
}
