import { db } from '#app/database.server.ts'
import { buildContractDocument } from '#app/documents/contract.ts'
import { notFound } from '#app/http/params.ts'
import { type Contract } from '#db/queries/contracts.server.ts'
import { findContractPaperSource } from '#db/queries/document-sources.server.ts'
import { paperResponse, requestedPaper } from './document-response.server.ts'

export async function contractResponse(contract: Contract, file: string): Promise<Response> {
  const { format } = requestedPaper(file, ['contract'])
  const source = await findContractPaperSource(db, contract)
  return paperResponse(buildContractDocument(source ?? notFound('没有这个合同')), format)
}
