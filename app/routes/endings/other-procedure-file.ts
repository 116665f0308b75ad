import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findOtherProcedure, findOtherProcedureFile } from '#db/queries/endings.server.ts'

/** The government's decision, public with the procedure it orders. */
export async function loader({ params }: LoaderFunctionArgs) {
  const procedure = await findOtherProcedure(db, param(params, 'lotId'))
  const file = procedure && (await findOtherProcedureFile(db, procedure.fileId))
  if (!file) return notFound('没有这份文件')
  return new Response(new Uint8Array(file.content), {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    },
  })
}
