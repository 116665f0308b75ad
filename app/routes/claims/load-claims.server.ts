import { mayDo } from '#app/auth/permissions.ts'
import { type Viewer } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { listStandingTotals, listUntakenAttempts } from '#db/queries/claims-imports.server.ts'
import { findSettlement } from '#db/queries/settlements.server.ts'
import { type SummedTotals, sumTotals } from './year-totals.tsx'

export type ClaimsSummary = {
  files: number
  totals: SummedTotals
  untaken: number
  mayImport: boolean
}

/** What a year's page says of its claims; null for who may not see them. */
export async function loadClaims(
  year: { id: string; insurerId: string },
  viewer: Viewer,
): Promise<ClaimsSummary | null> {
  if (!mayDo(viewer.role, 'see-claims')) return null
  const totals = await listStandingTotals(db, year.id)
  const { total: untaken } = await listUntakenAttempts(db, year.id, { limit: 1, offset: 0 })
  const isInsurer = mayDo(viewer.role, 'import-claims') && viewer.organisationId === year.insurerId
  return {
    files: totals.length,
    totals: sumTotals(totals),
    untaken,
    mayImport: isInsurer && !(await findSettlement(db, year.id)),
  }
}
