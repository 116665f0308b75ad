import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findAttempt } from '#db/queries/claims-imports.server.ts'
import { requireClaimsYear } from './claims-year.server.ts'
import { findingsResponse } from './findings-report.server.ts'

/** The report of a refused file, to be worked through in a spreadsheet. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year } = await requireClaimsYear(request, params, 'see-claims')
  const attemptId = param(params, 'attemptId')
  if (!(await findAttempt(db, { contractYearId: year.id, attemptId })))
    return notFound('没有这次导入')
  return findingsResponse(attemptId)
}
