import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findSignedContract } from '#db/queries/contracts.server.ts'
import { amendmentResponse } from './amendment-response.server.ts'

/** A signed amendment, for the public. */
export async function loader({ params }: LoaderFunctionArgs) {
  const contract = await findSignedContract(db, param(params, 'contractId'))
  return amendmentResponse(contract ?? notFound('没有这个已签订的合同'), {
    number: param(params, 'number'),
    file: param(params, 'file'),
    isPublic: true,
  })
}
