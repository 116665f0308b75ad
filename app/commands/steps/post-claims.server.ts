import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type ClaimsTotals, differingTotals } from '#app/domain/claims/claims-totals.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { dayWithin } from '#app/domain/ledger/booking-day.ts'
import { move } from '#app/domain/ledger/ledger-entry.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  type ImportAttempt,
  insertClaimsImport,
  insertImportOutcome,
  isFileTaken,
  isOtherPseudonymKeyInUse,
  isYearSettled,
  notePseudonymKey,
} from '#db/queries/claims-posting.server.ts'
import {
  type ClaimsStage,
  eachRepeatedClaim,
  keyStage,
  postStage,
} from '#db/queries/claims-stage.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import { postEntry } from '#db/queries/ledger.server.ts'
import { type ImportLog } from './import-log.server.ts'

export type PostClaimsRefusal =
  | 'settled'
  | 'key-changed'
  | 'already-taken'
  | 'bad-rows'
  | 'totals-differ'

export type TakenFile = { importKey: number; number: number; totals: ClaimsTotals }

/** Makes a file that was read to its end part of its year, whole, or says why not. */
export async function postClaims(
  { actor, clock }: CommandContext,
  {
    attempt,
    sha256,
    totals,
    pseudonymKeyId,
  }: { attempt: ImportAttempt; sha256: string; totals: ClaimsTotals; pseudonymKeyId: string },
  stage: ClaimsStage,
  log: ImportLog,
): Promise<Decision<TakenFile, PostClaimsRefusal>> {
  const { tx, importKey, yearKey } = stage
  const { contractYearId, reference } = attempt
  if (await isFileTaken(tx, { contractYearId, sha256 })) return refuse('already-taken')
  await log.flush()
  const differ = differingTotals(totals, attempt.stated).length > 0
  if (differ || log.findings > 0 || (stage.becomesPartition && !(await keyStage(stage)))) {
    await reportRepeated(stage, log)
    return refuse(log.findings > 0 ? 'bad-rows' : 'totals-differ')
  }

  await log.tell('posting', totals.rows)
  const year = await lockContractYear(tx, contractYearId)
  if (!year) throw new Error('the contract year of an attempt is gone')
  const at = await clock(tx)
  if (await isYearSettled(tx, contractYearId)) return refuse('settled')
  if (await isFileTaken(tx, { contractYearId, sha256 })) return refuse('already-taken')
  await notePseudonymKey(tx, { id: pseudonymKeyId, firstUsedAt: at })
  if (await isOtherPseudonymKeyInUse(tx, pseudonymKeyId)) return refuse('key-changed')
  if (!(await postStage(stage, totals.rows))) {
    await reportRepeated(stage, log)
    return refuse('bad-rows')
  }

  const number = await insertClaimsImport(tx, {
    key: importKey,
    contractYearId,
    yearKey,
    attemptId: attempt.id,
    sha256,
    totals,
    paid: totals.paid,
    pseudonymKeyId,
    takenBy: actor.userId,
    takenAt: at,
  })
  await insertImportOutcome(tx, {
    attemptId: attempt.id,
    outcome: 'taken',
    reason: '',
    totals,
    findingCount: 0,
    endedAt: at,
  })
  await appendAuditEvent(tx, {
    actor,
    at,
    action: 'claims.imported',
    subjectId: contractYearId,
    purchaseId: year.tenderId,
    payload: { importKey, number, reference, sha256, source: attempt.source, totals },
  })
  if (totals.paid > 0n)
    await postEntry(tx, {
      contractId: year.contractId,
      contractYearId,
      postedBy: actor.userId,
      postedAt: at,
      entry: {
        kind: 'claims-imported',
        bookedOn: dayWithin(year, dateInChina(at)),
        sourceId: String(importKey),
        memo: `赔付入账（第 ${number} 次）`,
        document: reference,
        lines: move('claims-paid', 'payout-account', totals.paid),
      },
    })
  return accept({ importKey, number, totals })
}

async function reportRepeated(stage: ClaimsStage, log: ImportLog): Promise<void> {
  await eachRepeatedClaim(stage, (claims) =>
    log.add(
      claims.map(({ rowNumber, where }) => ({
        rowNumber,
        field: 'claim_id',
        reason: where === 'file' ? 'repeated-in-file' : 'repeated-in-year',
      })),
    ),
  )
  await log.flush()
}
