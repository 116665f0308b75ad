import { z } from 'zod'
import { type Receipt, checkReceipt, readStatement } from './receipt.ts'

export type ReceiptPart = keyof Receipt

export type ReceiptDamage =
  | { part: 'file' } // not the three parts of a receipt at all
  | { part: ReceiptPart }
  | { part: 'statement-or-signature' } // they do not belong together, and no record tells which is wrong

const receiptParts = z.strictObject({
  statement: z.string(),
  signature: z.string(),
  publicKey: z.string(),
})

/**
 * What is wrong with a receipt, by the name of the part. `publicKeys` are the portal's, as
 * published, where they are known; `recorded` is the same receipt as its sealed log has it, where that is at hand.
 */
export function findReceiptDamage(
  text: string,
  { publicKeys, recorded }: { publicKeys?: readonly string[] | undefined; recorded?: Receipt } = {},
): ReceiptDamage | undefined {
  const parts = readParts(text)
  if (!parts) return { part: 'file' }
  if (publicKeys && !publicKeys.includes(parts.publicKey)) return { part: 'publicKey' }
  if (!readStatement(parts.statement)) return { part: 'statement' }
  if (checkReceipt(text).ok) return undefined
  if (!/^[0-9a-f]{128}$/.test(parts.signature)) return { part: 'signature' }
  if (!/^[0-9a-f]{64}$/.test(parts.publicKey)) return { part: 'publicKey' }
  if (!recorded) return { part: 'statement-or-signature' }
  return { part: parts.statement === recorded.statement ? 'signature' : 'statement' }
}

function readParts(text: string): Receipt | undefined {
  try {
    return receiptParts.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
