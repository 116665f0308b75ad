import { type LoaderFunctionArgs } from '@remix-run/node'
import { requireApiYear } from './api-year.server.ts'
import { attemptJson } from './attempt-json.server.ts'
import { apiProblem } from './problem.ts'
import { param } from '#app/http/params.ts'

/** What became of a file that was sent. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const yearId = await requireApiYear(request, params)
  const answer = await attemptJson(yearId, param(params, 'attemptId'))
  return answer ? Response.json(answer) : apiProblem(404, 'not-found', '没有这次导入')
}
