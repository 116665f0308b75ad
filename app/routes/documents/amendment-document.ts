import { type LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.ts'
import { findContractFor } from '#app/routes/contracts/find-contract.server.ts'
import { amendmentResponse } from './amendment-response.server.ts'

/** An amendment for the parties and the auditor, signed or not. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { contract } = await findContractFor(request, param(params, 'contractId'))
  return amendmentResponse(contract, {
    number: param(params, 'number'),
    file: param(params, 'file'),
    isPublic: false,
  })
}
