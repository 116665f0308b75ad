import { checkReceipt } from '#app/sealing/receipt.ts'
import {
  type SealedEntryProblem,
  type SealedLogFile,
  checkSealedLog,
  findInSealedLog,
  readSealedLogFile,
} from '#app/sealing/sealed-log-file.ts'
import { describe, unreadable } from './check-receipt.ts'
import { type CheckResult, type Findings, newFindings } from './findings.ts'
import { readTextFile } from './input-file.ts'

export const CHECK_SEALED_LOG_USAGE = 'gongji check-sealed-log SEALED-LOG.json [RECEIPT.json …]'

const PROBLEM_TEXT: Record<SealedEntryProblem, string> = {
  'not-a-receipt': 'is not a receipt',
  'signature-wrong': 'is not what the key that it names has signed',
  'of-another-tender': 'is of another tender than the log',
  'chain-broken': "does not follow its bidder's entry before it",
  'not-committed': 'is later than every commitment',
}

/** Recomputes a published sealed log offline, and looks for a bidder's own receipts in it. */
export async function checkSealedLogFile(
  file: string,
  receiptFiles: readonly string[],
): Promise<CheckResult> {
  const log = readSealedLogFile(readTextFile(file))
  if (!log.ok) throw unreadable(file, 'is not a sealed log')
  const findings = newFindings()
  const { entries, commitments } = await checkSealedLog(log.value)
  entries.forEach(({ statement, statementSha256, problem }, index) => {
    const name = `entry ${index + 1}`
    if (problem || !statement)
      findings.wrong(`${name}: ${PROBLEM_TEXT[problem ?? 'not-a-receipt']}`)
    else findings.right(`${name}: ${describe(statement)}, ${statementSha256}`)
  })
  for (const { upTo, covered, recomputed, commitment, isRight } of commitments) {
    const name = `commitment up to ${upTo}`
    if (isRight) findings.right(`${name}: covers ${covered} entries, ${commitment}`)
    else findings.wrong(`${name}: the log says ${commitment}, its entries give ${recomputed}`)
  }
  if (commitments.length === 0) findings.wrong('commitments: the log has none')
  for (const receiptFile of receiptFiles) findReceipt(findings, log.value, receiptFile)
  const keys = new Set(entries.map(({ publicKey }) => publicKey))
  for (const key of keys) findings.note(`key: compare it with the published one: ${key}`)
  findings.note('commitments: compare them with those published before the opening')
  return findings.result()
}

function findReceipt({ right, wrong }: Findings, log: SealedLogFile, file: string): void {
  const checked = checkReceipt(readTextFile(file))
  if (!checked.ok && checked.refusal === 'not-a-receipt') throw unreadable(file, 'is not a receipt')
  if (!checked.ok) {
    wrong(`${file}: is not what the key that it names has signed`)
    return
  }
  const index = findInSealedLog(log, checked.value.receipt)
  if (index === undefined) wrong(`${file}: is not in the log`)
  else right(`${file}: is entry ${index + 1} of the log`)
}
