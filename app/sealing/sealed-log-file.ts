import { z } from 'zod'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { sha256OfText } from './hash.ts'
import {
  type Receipt,
  type ReceiptStatement,
  checkReceipt,
  receiptFile,
  writeReceipt,
} from './receipt.ts'
import { sealedLogCommitment } from './sealed-log.ts'

/** A tender's whole sealed log as it is published at the opening (密封日志). */
export type SealedLogFile = {
  format: 'gongji-sealed-log/1'
  tenderId: string
  entries: readonly Receipt[]
  commitments: readonly SealedLogCommitment[]
}

/** What was published at `upTo`, and the nonce that was kept back until the opening. */
export type SealedLogCommitment = { upTo: string; nonce: string; commitment: string }

const hex64 = z.string().regex(/^[0-9a-f]{64}$/)
const sealedLogFile = z.strictObject({
  format: z.literal('gongji-sealed-log/1'),
  tenderId: z.string(),
  entries: z.array(receiptFile).max(10_000),
  commitments: z
    .array(z.strictObject({ upTo: z.iso.datetime(), nonce: hex64, commitment: hex64 }))
    .max(1_000),
})

export function writeSealedLogFile(log: SealedLogFile): string {
  return `${JSON.stringify(log, null, 2)}\n`
}

export function readSealedLogFile(text: string): Decision<SealedLogFile, 'not-a-sealed-log'> {
  try {
    const parsed = sealedLogFile.safeParse(JSON.parse(text))
    return parsed.success ? accept(parsed.data) : refuse('not-a-sealed-log')
  } catch {
    return refuse('not-a-sealed-log')
  }
}

export type SealedEntryProblem =
  | 'not-a-receipt'
  | 'signature-wrong'
  | 'of-another-tender'
  | 'chain-broken' // does not follow its bidder's entry before it
  | 'not-committed' // no commitment of the file reaches as far

export type SealedEntryFinding = {
  statementSha256: string
  statement: ReceiptStatement | undefined
  publicKey: string
  problem: SealedEntryProblem | undefined
}

export type CommitmentFinding = SealedLogCommitment & {
  covered: number // entries before `upTo`
  recomputed: string
  isRight: boolean
}

/** In the order of the file. */
export type SealedLogFindings = {
  entries: readonly SealedEntryFinding[]
  commitments: readonly CommitmentFinding[]
}

/**
 * Checks a published log offline: every entry's signature and its place after its bidder's
 * entry before it, and every commitment from the entries it covers. Whether the commitments
 * are those published before the opening is for the reader to compare.
 */
export async function checkSealedLog(log: SealedLogFile): Promise<SealedLogFindings> {
  const read = await Promise.all(log.entries.map(readEntry))
  const byPlace = new Map(
    read.flatMap(({ statement, statementSha256 }) =>
      statement ? [[placeOf(statement), statementSha256] as const] : [],
    ),
  )
  const lastCommitted = Math.max(...log.commitments.map(({ upTo }) => Date.parse(upTo)))
  const findProblem = ({
    statement,
    statementSha256,
    problem,
  }: SealedEntryFinding): SealedEntryProblem | undefined => {
    if (problem || !statement) return problem
    if (statement.tenderId !== log.tenderId) return 'of-another-tender'
    const before = byPlace.get(placeOf({ ...statement, position: statement.position - 1 }))
    if (
      statement.previousStatementSha256 !== (before ?? null) ||
      byPlace.get(placeOf(statement)) !== statementSha256 ||
      (before === undefined && statement.position !== 1)
    )
      return 'chain-broken'
    return Date.parse(statement.at) < lastCommitted ? undefined : 'not-committed'
  }
  return {
    entries: read.map((entry) => ({ ...entry, problem: findProblem(entry) })),
    commitments: await Promise.all(
      log.commitments.map((commitment) => recompute(commitment, read)),
    ),
  }
}

export function isSound({ entries, commitments }: SealedLogFindings): boolean {
  return entries.every(({ problem }) => !problem) && commitments.every((finding) => finding.isRight)
}

/** Where a receipt stands among a log's entries, from 0. Undefined when the log leaves it out. */
export function findInSealedLog(
  { entries }: Pick<SealedLogFile, 'entries'>,
  { statement }: Pick<Receipt, 'statement'>,
): number | undefined {
  const index = entries.findIndex((entry) => entry.statement === statement)
  return index === -1 ? undefined : index
}

async function readEntry(entry: Receipt): Promise<SealedEntryFinding> {
  const checked = checkReceipt(writeReceipt(entry))
  return {
    statementSha256: await sha256OfText(entry.statement),
    statement: checked.ok ? checked.value.statement : undefined,
    publicKey: entry.publicKey,
    problem: checked.ok ? undefined : checked.refusal,
  }
}

async function recompute(
  commitment: SealedLogCommitment,
  entries: readonly SealedEntryFinding[],
): Promise<CommitmentFinding> {
  const covered = entries.filter(
    ({ statement }) => statement && Date.parse(statement.at) < Date.parse(commitment.upTo),
  )
  const recomputed = await sealedLogCommitment(
    commitment.nonce,
    covered.map(({ statementSha256 }) => statementSha256),
  )
  return {
    ...commitment,
    covered: covered.length,
    recomputed,
    isRight: recomputed === commitment.commitment,
  }
}

function placeOf({ bidderId, position }: Pick<ReceiptStatement, 'bidderId' | 'position'>): string {
  return `${position} ${bidderId}`
}
