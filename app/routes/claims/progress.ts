import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findAttempt } from '#db/queries/claims-imports.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { requireClaimsYear, withState } from './claims-year.server.ts'

/** How far a sending is, for the page that sends. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year } = await requireClaimsYear(request, params, 'see-claims')
  const attempt =
    (await findAttempt(db, {
      contractYearId: year.id,
      attemptId: param(params, 'attemptId'),
    })) ?? notFound('没有这次导入')
  const { state } = withState(attempt, await databaseClock(db))
  return Response.json({ state, stage: attempt.stage ?? 'receiving', rows: attempt.rows ?? 0 })
}
