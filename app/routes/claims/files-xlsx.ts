import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { EVERY_ROW, sheetResponse } from '#app/routes/documents/sheet-response.server.ts'
import { listImportedFiles } from '#db/queries/claims-imports.server.ts'
import { requireClaimsYear } from './claims-year.server.ts'
import { FILE_COLUMNS } from './file-columns.ts'

/** The year's taken files as a spreadsheet. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year } = await requireClaimsYear(request, params, 'see-claims')
  const { items } = await listImportedFiles(db, year.id, EVERY_ROW)
  return sheetResponse('赔付明细文件', FILE_COLUMNS, items)
}
