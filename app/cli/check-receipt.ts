import { type EnvelopeComparison, compareEnvelope } from '#app/sealing/compare-envelope.ts'
import { readEnvelopeFile } from '#app/sealing/envelope-file.ts'
import { type ReceiptStatement, checkReceipt } from '#app/sealing/receipt.ts'
import { type CheckResult, type Findings, newFindings } from './findings.ts'
import { BadInput, readBytes, readTextFile } from './input-file.ts'

export const CHECK_RECEIPT_USAGE =
  'gongji check-receipt RECEIPT.json [--envelope BID.gongji-bid] [--key HEX]'

/** Checks a receipt offline, with the envelope and the portal's key when they are given. */
export async function checkReceiptFile(
  file: string,
  { envelope, key }: { envelope: string | undefined; key: string | undefined },
): Promise<CheckResult> {
  const findings = newFindings()
  const checked = checkReceipt(readTextFile(file))
  if (!checked.ok && checked.refusal === 'not-a-receipt') throw unreadable(file, 'is not a receipt')
  if (!checked.ok) {
    findings.wrong('signature: the statement is not what the key that the receipt names has signed')
    return findings.result()
  }
  const { receipt, statement } = checked.value
  findings.right(`signature: ${describe(statement)}`)
  if (key === undefined)
    findings.note(`key: compare it with the published one: ${receipt.publicKey}`)
  else if (key.toLowerCase() === receipt.publicKey) findings.right(`key: signed by ${key}`)
  else findings.wrong(`key: signed by ${receipt.publicKey}, not by ${key}`)
  if (envelope !== undefined) {
    report(findings, statement, await compare(statement, envelope))
  }
  return findings.result()
}

export function describe({ act, at, lotId, revision, tenderVersion }: ReceiptStatement): string {
  return `${act} at ${at}, lot ${lotId}, revision ${revision}, documents version ${tenderVersion}`
}

export function unreadable(file: string, what: string): BadInput {
  return new BadInput([{ file, line: 1, field: 'file', what }])
}

async function compare(statement: ReceiptStatement, file: string): Promise<EnvelopeComparison> {
  const packed = await readEnvelopeFile(new Blob([new Uint8Array(readBytes(file))]))
  if (!packed.ok) throw unreadable(file, 'is not a sealed bid')
  return compareEnvelope(statement, packed.value)
}

function report(
  { right, wrong }: Findings,
  { envelopeSha256 }: ReceiptStatement,
  { isReceipted, isForSameLot, hasSameShares, wrongChunks }: EnvelopeComparison,
): void {
  if (isReceipted) right(`envelope: its SHA-256 is the receipt's, ${envelopeSha256}`)
  else wrong(`envelope: its SHA-256 is not the receipt's, ${envelopeSha256}`)
  if (isForSameLot) right('envelope: sealed for the lot and the bidder of the receipt')
  else wrong('envelope: sealed for another lot or bidder than the receipt names')
  if (hasSameShares) right('envelope: its sealed shares are those of the receipt')
  else wrong('envelope: its sealed shares are not those of the receipt')
  if (wrongChunks.length === 0) right('envelope: every byte is as its header names it')
  for (const { file, position } of wrongChunks)
    wrong(`envelope: file ${file}, chunk ${position} is not what its header names`)
}
