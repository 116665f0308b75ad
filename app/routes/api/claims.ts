import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs } from '@remix-run/node'
import { requireTokenContext } from '#app/auth/api-token.server.ts'
import { type ImportClaimsRefusal, importClaims } from '#app/commands/import-claims.server.ts'
import { param } from '#app/http/params.ts'
import { dropRest, readUploadBody } from '#app/http/upload-form.server.ts'
import { claimsSql, pseudonymKey } from '#app/pseudonym.server.ts'
import { claimsQuery, statedTotals } from '#app/routes/claims/claims-form.ts'
import { IMPORT_REFUSALS } from '#app/routes/claims/import-text.ts'
import { attemptJson } from './attempt-json.server.ts'
import { apiProblem } from './problem.ts'

const FORMATS: Readonly<Record<string, 'csv' | 'xlsx'>> = {
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}

const STATUSES: Record<Exclude<ImportClaimsRefusal, 'not-found'>, 200 | 409 | 422> = {
  'already-taken': 200, // nothing is left to do for the sender
  'bad-rows': 422,
  unreadable: 422,
  'totals-differ': 409,
  settled: 409,
  busy: 409,
  'key-changed': 409,
  'already-sent': 409,
}

/** Takes in a claims file that the insurer’s own system sends: the body is the file. */
export async function action({ request, params }: ActionFunctionArgs) {
  const file = readUploadBody(request)
  try {
    return await receive(request, param(params, 'yearId'), file)
  } catch (thrown) {
    if (thrown instanceof Response) return thrown // as JSON, not as a page
    throw thrown
  } finally {
    await dropRest(file)
  }
}

export function loader() {
  return apiProblem(405, 'method-not-allowed', '请以 POST 发送文件')
}

async function receive(request: Request, yearId: string, file: AsyncIterable<Uint8Array>) {
  if (request.method !== 'POST') return loader()
  const context = await requireTokenContext(request, 'import-claims')
  const { searchParams } = new URL(request.url)
  const query = claimsQuery.safeParse(Object.fromEntries(searchParams))
  if (!query.success)
    return apiProblem(400, 'bad-query', query.error.issues.map(({ message }) => message).join('；'))
  const type = (request.headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const format = FORMATS[type]
  if (!format) return apiProblem(400, 'bad-type', 'Content-Type 应为 text/csv 或 XLSX 的类型')

  const attemptId = randomUUID()
  const { reference, ...totals } = query.data
  const imported = await importClaims(
    { ...context, pseudonymKey, claimsSql },
    {
      attemptId,
      contractYearId: yearId,
      source: 'api',
      format,
      reference,
      stated: statedTotals(totals),
      file,
    },
  )
  if (!imported.ok && imported.refusal === 'not-found')
    return apiProblem(404, 'not-found', '没有这个合同年度')
  const refusal = imported.ok ? undefined : imported.refusal
  const answer = await attemptJson(yearId, attemptId)
  if (refusal === undefined || refusal === 'not-found')
    return Response.json(answer, { status: 201 })
  return answer
    ? Response.json({ error: refusal, ...answer }, { status: STATUSES[refusal] })
    : apiProblem(409, refusal, IMPORT_REFUSALS[refusal])
}
