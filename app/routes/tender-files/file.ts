import { type LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { fileResponse } from '#app/routes/documents/file-response.server.ts'
import { findReadableTenderFile } from '#db/queries/tender-files.server.ts'

/** A file of the bidding documents. Who takes it leaves no trace: it would name the bidders to come. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { role, organisationId } = await requirePermission(request, 'download-bidding-documents')
  const reader = role === 'tender-officer' ? { procuringEntityId: organisationId } : 'insurer'
  const file =
    (await findReadableTenderFile(db, param(params, 'fileId'), reader)) ?? notFound('没有这个附件')
  return fileResponse(file.content, file)
}
