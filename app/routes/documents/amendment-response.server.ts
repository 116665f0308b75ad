import { buildAmendmentDocument } from '#app/documents/contract-amendment.ts'
import { notFound } from '#app/http/params.ts'
import { loadAmendment } from '#app/routes/contracts/load-amendment.server.ts'
import { type Contract } from '#db/queries/contracts.server.ts'
import { paperResponse, requestedPaper } from './document-response.server.ts'

/** 补充协议 as a paper; the public reads only what is signed. */
export async function amendmentResponse(
  contract: Contract,
  { number, file, isPublic }: { number: string; file: string; isPublic: boolean },
): Promise<Response> {
  const { format } = requestedPaper(file, ['amendment'])
  const { amendment, state, changes } = await loadAmendment(contract, number)
  const signedContractOn = contract.confirmations[1]?.confirmedAt
  if (!signedContractOn || (isPublic && state !== 'signed')) return notFound('没有这份补充协议')
  return paperResponse(
    buildAmendmentDocument({ contract, signedContractOn, amendment, changes }),
    format,
  )
}
