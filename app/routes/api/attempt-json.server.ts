import { db } from '#app/database.server.ts'
import { attemptState } from '#app/domain/claims/attempt-state.ts'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import { formatYuan } from '#app/domain/money.ts'
import { outcomeText } from '#app/routes/claims/attempt-outcome.tsx'
import { findingFieldLabel, findingReasonLabel } from '#app/routes/claims/import-text.ts'
import { type ImportAttempt, findAttempt, listFindings } from '#db/queries/claims-imports.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'

const MOST_FINDINGS = 100

/** A sending as a program reads it: words and figures in English keys, the message in Chinese. */
export async function attemptJson(
  contractYearId: string,
  attemptId: string,
): Promise<Record<string, unknown> | undefined> {
  const attempt = await findAttempt(db, { contractYearId, attemptId })
  if (!attempt) return undefined
  const state = attemptState(attempt, await databaseClock(db))
  const base = `/api/contract-years/${contractYearId}/claims/${attemptId}`
  return {
    attemptId,
    state,
    stage: state === 'running' ? (attempt.stage ?? 'receiving') : null,
    outcome: attempt.outcome,
    reason: attempt.reason || null,
    message: outcomeText({ ...attempt, state }),
    reference: attempt.reference,
    fileNumber: attempt.importNumber,
    reversed: attempt.reversedAt !== null,
    rowsRead: attempt.counted?.rows ?? attempt.rows ?? 0,
    counted: attempt.counted ? totalsJson(attempt.counted) : null,
    stated: totalsJson(attempt.stated),
    findingCount: attempt.findingCount ?? 0,
    findings: await firstFindings(attempt),
    report: attempt.findingCount ? `${base}/findings.csv` : null,
    address: base,
  }
}

async function firstFindings({ id, findingCount }: ImportAttempt) {
  if (!findingCount) return []
  const findings = await listFindings(db, id, { limit: MOST_FINDINGS })
  return findings.map(({ rowNumber, field, reason }) => ({
    row: rowNumber,
    field,
    reason,
    message: `${findingFieldLabel(field)}：${findingReasonLabel(reason)}`,
  }))
}

/** Amounts as text in yuan: a JSON number would lose the fen of a large one. */
function totalsJson(totals: Partial<ClaimsTotals>): Record<string, number | string> {
  return Object.fromEntries(
    Object.entries(totals).map(([field, value]) => [
      field,
      typeof value === 'bigint' ? formatYuan(value) : value,
    ]),
  )
}
