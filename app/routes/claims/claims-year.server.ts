import { contractScope } from '#app/auth/contract-scope.server.ts'
import { type Permission } from '#app/auth/permissions.ts'
import { type Viewer, requirePermission } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { type AttemptState, attemptState } from '#app/domain/claims/attempt-state.ts'
import { notFound, param } from '#app/http/params.ts'
import { type ImportAttempt } from '#db/queries/claims-imports.server.ts'
import { type ContractYearRow, findContractYear } from '#db/queries/contract-years.server.ts'
import { findSettlement } from '#db/queries/settlements.server.ts'

/** A contract year whose claims the viewer may see, and whether its insurer, the viewer, may still send some. */
export async function requireClaimsYear(
  request: Request,
  params: Parameters<typeof param>[0],
  permission: Permission,
): Promise<{ viewer: Viewer; year: ContractYearRow; settled: boolean; mayImport: boolean }> {
  const viewer = await requirePermission(request, permission)
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  const settled = (await findSettlement(db, year.id)) !== undefined
  const isInsurer = viewer.role === 'insurer-finance' && viewer.organisationId === year.insurerId
  return { viewer, year, settled, mayImport: isInsurer && !settled }
}

export function withState<Attempt extends ImportAttempt>(
  attempt: Attempt,
  now: Date,
): Attempt & { state: AttemptState } {
  return { ...attempt, state: attemptState(attempt, now) }
}

/** Where a page of a year's claims stands. */
export function crumbsOf({ id, number, contractId, contractNumber }: ContractYearRow) {
  return [
    { to: '/contracts', label: '合同与结算' },
    { to: `/contracts/${contractId}`, label: `合同 ${contractNumber}` },
    { to: `/contract-years/${id}`, label: `第${number}合同年度` },
  ]
}
