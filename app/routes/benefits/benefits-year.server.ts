import { type LoaderFunctionArgs } from '@remix-run/node'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { requirePermission } from '#app/auth/session.server.ts'
import { dateText } from '#app/components/format.ts'
import { type Crumb } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { type ContractYearRow, findContractYear } from '#db/queries/contract-years.server.ts'
import { findRun } from '#db/queries/benefit-run-lists.server.ts'

/** The contract year of the address, for those who may see its claims. */
export async function requireBenefitsYear({
  request,
  params,
}: Pick<LoaderFunctionArgs, 'request' | 'params'>) {
  const viewer = await requirePermission(request, 'see-claims')
  const scope = contractScope(viewer)
  const year =
    (await findContractYear(db, param(params, 'yearId'), scope)) ?? notFound('没有这个合同年度')
  return { viewer, scope, year }
}

export function yearLead(year: ContractYearRow): string {
  return `${year.tenderTitle} · ${year.lotName}（${dateText(year.startsOn)}—${dateText(year.endsOn)}）`
}

export function yearCrumbs(year: ContractYearRow): Crumb[] {
  return [
    { to: '/contracts', label: '合同与结算' },
    { to: `/contracts/${year.contractId}`, label: `合同 ${year.contractNumber}` },
    { to: `/contract-years/${year.id}`, label: `第${year.number}合同年度` },
  ]
}

/** The run that `?run=` names, or the last one; null when the year has none. */
export async function findChosenRun(yearId: string, url: URL) {
  const asked = url.searchParams.get('run')
  if (asked === null) return (await findRun(db, yearId)) ?? null
  const key = /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : notFound('没有这次复算')
  return (await findRun(db, yearId, key)) ?? notFound('没有这次复算')
}
