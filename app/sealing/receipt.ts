import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type EnvelopeHeader } from './envelope-header.ts'
import { sha256OfText } from './hash.ts'
import { signingKeyId } from './signing-key-id.ts'

export type BidAct = 'submitted' | 'withdrawn' | 'confirmed'

/** What a receipt (回执) says. Its text is signed as it stands, so nobody need agree on how JSON is written. */
export type ReceiptStatement = {
  format: 'gongji-receipt/1'
  tenderId: string
  lotId: string
  bidderId: string
  act: BidAct
  submissionId: string
  revision: number
  tenderVersion: number
  envelopeSha256: string
  shares: readonly { recipient: string; sealedShareSha256: string }[]
  at: string // the server's time, to the millisecond, UTC
  position: number // in the bidder's own part of the sealed log
  previousStatementSha256: string | null // of the receipt before it
}

/** A receipt as its bidder keeps it. */
export type Receipt = { statement: string; signature: string; publicKey: string }

/** The portal's key for receipts; `sign` gives 128 hex digits. */
export type Signer = { keyId: string; publicKey: string; sign: (text: string) => string }

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`))
export const receiptFile = z.strictObject({
  statement: z.string().max(20_000),
  signature: hex(128),
  publicKey: hex(64),
})
const receiptStatement = z.strictObject({
  format: z.literal('gongji-receipt/1'),
  tenderId: z.string(),
  lotId: z.string(),
  bidderId: z.string(),
  act: z.enum(['submitted', 'withdrawn', 'confirmed']),
  submissionId: z.string(),
  revision: z.number().int(),
  tenderVersion: z.number().int(),
  envelopeSha256: hex(64),
  shares: z.array(z.strictObject({ recipient: z.string(), sealedShareSha256: hex(64) })),
  at: z.iso.datetime(),
  position: z.number().int().min(1),
  previousStatementSha256: hex(64).nullable(),
})

/** A signer from a secret of 32 bytes. */
export async function signerFrom(secret: Uint8Array): Promise<Signer> {
  const publicKey = bytesToHex(ed25519.getPublicKey(secret))
  return {
    keyId: await signingKeyId(publicKey),
    publicKey,
    sign: (text) => bytesToHex(ed25519.sign(new TextEncoder().encode(text), secret)),
  }
}

export function newSigningSecret(): Uint8Array {
  return ed25519.utils.randomSecretKey()
}

/** The sealed shares of an envelope by their hashes, as a receipt lists them. */
export async function sealedShareHashes({
  shares,
}: Pick<EnvelopeHeader, 'shares'>): Promise<ReceiptStatement['shares']> {
  return Promise.all(
    shares.map(async ({ recipient, sealedShare }) => ({
      recipient,
      sealedShareSha256: await sha256OfText(sealedShare),
    })),
  )
}

export function writeReceipt(receipt: Receipt): string {
  return `${JSON.stringify(receipt, null, 2)}\n`
}

/**
 * Checks a receipt offline: its form and its signature by the key it names. Whether that
 * key is the portal's is for the reader to compare with the published one.
 */
export function checkReceipt(
  text: string,
): Decision<
  { receipt: Receipt; statement: ReceiptStatement },
  'not-a-receipt' | 'signature-wrong'
> {
  const receipt = parseJson(text, receiptFile)
  const statement = receipt && readStatement(receipt.statement)
  if (!receipt || !statement) return refuse('not-a-receipt')
  return isSigned(receipt) ? accept({ receipt, statement }) : refuse('signature-wrong')
}

/** What a receipt's text says, signed or not. */
export function readStatement(text: string): ReceiptStatement | undefined {
  return parseJson(text, receiptStatement)
}

function isSigned({ statement, signature, publicKey }: Receipt): boolean {
  try {
    return ed25519.verify(
      hexToBytes(signature),
      new TextEncoder().encode(statement),
      hexToBytes(publicKey),
    )
  } catch {
    return false // a point that is on no curve
  }
}

function parseJson<Output>(text: string, schema: z.ZodType<Output>): Output | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
