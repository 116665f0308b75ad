import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { param } from '#app/http/params.ts'
import { findingsResponse } from '#app/routes/claims/findings-report.server.ts'
import { findAttempt } from '#db/queries/claims-imports.server.ts'
import { requireApiYear } from './api-year.server.ts'
import { apiProblem } from './problem.ts'

/** Every bad row of a file that was sent. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const contractYearId = await requireApiYear(request, params)
  const attemptId = param(params, 'attemptId')
  return (await findAttempt(db, { contractYearId, attemptId }))
    ? findingsResponse(attemptId)
    : apiProblem(404, 'not-found', '没有这次导入')
}
