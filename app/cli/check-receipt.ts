import { type EnvelopeDamage } from '#app/sealing/check-envelope.ts'
import { type EnvelopeComparison, compareEnvelope } from '#app/sealing/compare-envelope.ts'
import { readEnvelopeFile } from '#app/sealing/envelope-file.ts'
import { type ReceiptDamage, findReceiptDamage } from '#app/sealing/find-receipt-damage.ts'
import { type ReceiptStatement, checkReceipt } from '#app/sealing/receipt.ts'
import { type CheckResult, type Findings, newFindings } from './findings.ts'
import { BadInput, readBytes, readTextFile } from './input-file.ts'

export const CHECK_RECEIPT_USAGE =
  'gongji check-receipt RECEIPT.json [--envelope BID.gongji-bid] [--key HEX]'

const DAMAGE: Record<Exclude<ReceiptDamage['part'], 'file'>, string> = {
  statement: 'statement: it does not say what a receipt says',
  signature: 'signature: it is not 128 hex digits',
  publicKey: 'key: it is not 64 hex digits',
  'statement-or-signature':
    'signature: the statement is not what the key that the receipt names has signed',
}

/** Checks a receipt offline, with the envelope and the portal's key when they are given. */
export async function checkReceiptFile(
  file: string,
  { envelope, key }: { envelope: string | undefined; key: string | undefined },
): Promise<CheckResult> {
  const findings = newFindings()
  const text = readTextFile(file)
  const checked = checkReceipt(text)
  if (!checked.ok) {
    const damage = findReceiptDamage(text)
    if (!damage || damage.part === 'file') throw unreadable(file, 'is not a receipt')
    findings.wrong(DAMAGE[damage.part])
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
  { isForSameLot, damage }: EnvelopeComparison,
): void {
  if (isForSameLot) right('envelope: sealed for the lot and the bidder of the receipt')
  else wrong('envelope: sealed for another lot or bidder than the receipt names')
  if (damage.length === 0) right(`envelope: is the receipt's, byte for byte: ${envelopeSha256}`)
  for (const part of damage) wrong(`envelope: ${damageText(part)}`)
}

function damageText(damage: EnvelopeDamage): string {
  if (damage.part === 'header') return 'its header is not the one of the receipt'
  if (damage.part === 'sealed-share')
    return `the share sealed to ${damage.recipient} is not the one of the receipt`
  const { file, position, problem } = damage
  return `file ${file}, chunk ${position} is ${problem}`
}
