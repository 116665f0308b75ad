import type postgres from 'postgres'
import { type PseudonymKey } from '#app/claims-import/pseudonym-key.ts'
import { type CommandContext } from '#app/commands/context.ts'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import {
  type ImportAttempt,
  insertImportAttempt,
  insertImportOutcome,
  isOtherPseudonymKeyInUse,
  isYearSettled,
} from '#db/queries/claims-posting.server.ts'
import { leaveImportSlot, takeImportSlot, withStage } from '#db/queries/claims-stage.server.ts'
import { type ContractYearRow, findContractYear } from '#db/queries/contract-years.server.ts'
import { ImportLog } from './steps/import-log.server.ts'
import { type PostClaimsRefusal, type TakenFile, postClaims } from './steps/post-claims.server.ts'
import { receiveClaims } from './steps/receive-claims.server.ts'

export type ImportClaimsRefusal =
  | 'not-found'
  | 'already-sent'
  | 'busy'
  | 'unreadable'
  | PostClaimsRefusal

type ImportContext = CommandContext & { pseudonymKey: PseudonymKey; claimsSql: postgres.Sql }

type ImportInput = {
  attemptId: string
  contractYearId: string
  source: 'page' | 'api'
  format: 'csv' | 'xlsx'
  reference: string
  stated: Partial<ClaimsTotals>
  file: AsyncIterable<Uint8Array>
}

/**
 * Takes a claims file (理赔数据导入) whole or not at all. Its rows are posted in one transaction on a
 * connection kept for imports; that it was sent, how far it is and what is wrong with it are
 * written beside it. The year is locked for the posting only, and a second file waits there.
 */
export async function importClaims(
  context: ImportContext,
  input: ImportInput,
): Promise<Decision<TakenFile, ImportClaimsRefusal>> {
  const { claimsSql } = context
  if (!takeImportSlot(claimsSql)) return refuse('busy')
  try {
    const begun = await beginAttempt(context, input)
    return begun.ok ? await runAttempt(context, input, begun.value) : begun
  } finally {
    leaveImportSlot(claimsSql)
  }
}

async function beginAttempt(
  { db, actor, clock, pseudonymKey }: ImportContext,
  { attemptId, file: _file, ...sent }: ImportInput,
): Promise<Decision<{ attempt: ImportAttempt; year: ContractYearRow }, ImportClaimsRefusal>> {
  return db.transaction(async (tx) => {
    const year = await findContractYear(tx, sent.contractYearId, {
      everything: false,
      organisationId: actor.organisationId,
    })
    if (!year || year.insurerId !== actor.organisationId) return refuse('not-found')
    if (await isYearSettled(tx, year.id)) return refuse('settled')
    if (await isOtherPseudonymKeyInUse(tx, pseudonymKey.id)) return refuse('key-changed')
    const startedAt = await clock(tx)
    const attempt = { id: attemptId, ...sent, startedBy: actor.userId, startedAt }
    if (!(await insertImportAttempt(tx, attempt))) return refuse('already-sent')
    return accept({ attempt, year })
  })
}

async function runAttempt(
  context: ImportContext,
  { file, format }: ImportInput,
  { attempt, year }: { attempt: ImportAttempt; year: ContractYearRow },
): Promise<Decision<TakenFile, ImportClaimsRefusal>> {
  const { db, claimsSql, pseudonymKey } = context
  const log = new ImportLog(db, attempt.id)
  let totals: ClaimsTotals | null = null
  const end = async (refusal: ImportClaimsRefusal | 'interrupted') =>
    insertImportOutcome(db, {
      attemptId: attempt.id,
      ...outcomeOf(refusal),
      totals,
      findingCount: log.findings,
      endedAt: await context.clock(db),
    })
  try {
    type Ended = Decision<TakenFile, ImportClaimsRefusal>
    const decision = await withStage<Ended>(claimsSql, year.key, async (stage) => {
      const received = await receiveClaims({ file, format, year, pseudonymKey }, stage, log)
      await log.flush()
      totals = received.totals
      if (!totals) return { keep: false, value: refuse('unreadable') }
      const { sha256 } = received
      const whole = { attempt, totals, sha256, pseudonymKeyId: pseudonymKey.id }
      const posted = await postClaims(context, whole, stage, log)
      return { keep: posted.ok, value: posted }
    })
    if (!decision.ok) await end(decision.refusal)
    return decision
  } catch (error) {
    await end('interrupted').catch(() => {}) // the first error is the one to tell
    throw error
  }
}

function outcomeOf(refusal: ImportClaimsRefusal | 'interrupted') {
  switch (refusal) {
    case 'already-taken':
    case 'bad-rows':
    case 'totals-differ':
    case 'unreadable':
      return { outcome: refusal, reason: '' }
    default:
      return { outcome: 'refused' as const, reason: refusal }
  }
}
