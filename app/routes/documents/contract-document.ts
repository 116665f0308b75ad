import { type LoaderFunctionArgs } from '@remix-run/node'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { requirePermission } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContract } from '#db/queries/contracts.server.ts'
import { contractResponse } from './contract-response.server.ts'

/** A contract for its parties and the auditor, signed or not. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-contracts')
  const contract = await findContract(db, param(params, 'contractId'), contractScope(viewer))
  return contractResponse(contract ?? notFound('没有这个合同'), param(params, 'file'))
}
