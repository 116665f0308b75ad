import { type LoaderFunctionArgs } from '@remix-run/node'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { type Permission } from '#app/auth/permissions.ts'
import { requirePermission } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { loadAssessment } from './load-assessment.server.ts'

/** The year's assessment for those who may see its contract, or act on it. */
export async function requireAssessment(
  { request, params }: Pick<LoaderFunctionArgs, 'request' | 'params'>,
  permission: Permission = 'see-contracts',
) {
  const viewer = await requirePermission(request, permission)
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  const crumbs = [{ to: `/contract-years/${year.id}`, label: `第${year.number}合同年度` }]
  return { view: await loadAssessment(year, viewer), crumbs }
}

/** The same with the measured value that the address names; only an indicator's latest one is acted on. */
export async function requireLatest(
  args: Pick<LoaderFunctionArgs, 'request' | 'params'>,
  permission: Permission,
) {
  const { view, crumbs } = await requireAssessment(args, permission)
  const assessmentId = param(args.params, 'assessmentId')
  const row = view.rows.find(({ latest }) => latest?.id === assessmentId)
  if (!row?.latest || !row.result) return notFound('没有这条考核结果')
  const { indicator, latest, result, state } = row
  return {
    view: { indicator, latest, result, state },
    crumbs: [...crumbs, { to: `/contract-years/${view.year.id}/assessment`, label: '考核' }],
  }
}
