import { type EnvelopeDamage, findEnvelopeDamage } from './check-envelope.ts'
import { type PackedEnvelope, chunksOf } from './envelope-file.ts'
import { type ReceiptStatement } from './receipt.ts'

/** How an envelope that its bidder kept compares with what a receipt names. */
export type EnvelopeComparison = {
  isForSameLot: boolean
  damage: readonly EnvelopeDamage[] // empty when it is the receipt's, byte for byte
}

/** Compares a kept envelope with a receipt, a mebibyte at a time. */
export async function compareEnvelope(
  statement: ReceiptStatement,
  envelope: PackedEnvelope,
): Promise<EnvelopeComparison> {
  const { header, parsed } = envelope
  return {
    isForSameLot:
      parsed.tenderId === statement.tenderId &&
      parsed.lotId === statement.lotId &&
      parsed.bidderId === statement.bidderId,
    damage: await findEnvelopeDamage(statement, header, chunksOf(envelope)),
  }
}
