import { requireTokenContext } from '#app/auth/api-token.server.ts'
import { db } from '#app/database.server.ts'
import { param } from '#app/http/params.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { apiProblem } from './problem.ts'

/** The contract year in the address, which must be one of the token holder’s organisation. */
export async function requireApiYear(
  request: Request,
  params: Parameters<typeof param>[0],
): Promise<string> {
  const { actor } = await requireTokenContext(request, 'import-claims')
  const { organisationId } = actor
  const scope = { everything: false as const, organisationId }
  const year = await findContractYear(db, param(params, 'yearId'), scope)
  if (!year) throw apiProblem(404, 'not-found', '没有这个合同年度')
  return year.id
}
