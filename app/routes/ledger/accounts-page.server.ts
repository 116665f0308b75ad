import { type LoaderFunctionArgs } from '@remix-run/node'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { type Permission } from '#app/auth/permissions.ts'
import { requirePermission } from '#app/auth/session.server.ts'
import { type Crumb } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { type AccountingPeriod, accountingPeriods } from '#app/domain/ledger/accounting-period.ts'
import { notFound, param } from '#app/http/params.ts'
import { type ContractYearRow, findContractYear } from '#db/queries/contract-years.server.ts'
import { findSettlement } from '#db/queries/settlements.server.ts'

/** The year whose accounts a page shows, to those who may see them, and whether this viewer keeps them. */
export async function requireAccounts(
  { request, params }: Pick<LoaderFunctionArgs, 'request' | 'params'>,
  permission: Permission = 'see-accounts',
): Promise<{ year: ContractYearRow; settled: boolean; mayKeep: boolean; crumbs: Crumb[] }> {
  const viewer = await requirePermission(request, permission)
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  const settled = (await findSettlement(db, year.id)) !== undefined
  return {
    year,
    settled,
    mayKeep:
      viewer.role === 'insurer-finance' && viewer.organisationId === year.insurerId && !settled,
    crumbs: [
      { to: `/contracts/${year.contractId}`, label: `合同 ${year.contractNumber}` },
      { to: `/contract-years/${year.id}`, label: `第${year.number}合同年度` },
      { to: `/contract-years/${year.id}/accounts`, label: '单独核算' },
    ],
  }
}

/** The period in the address (`?period=quarter-2`), the whole year when it names none. */
export function readPeriod(
  request: Request,
  year: Pick<ContractYearRow, 'startsOn' | 'endsOn'>,
): { period: AccountingPeriod; periods: AccountingPeriod[] } {
  const periods = accountingPeriods(year)
  const key = new URL(request.url).searchParams.get('period') ?? 'year'
  const period = periods.find((one) => one.key === key) ?? notFound('没有这个会计期间')
  return { period, periods }
}
