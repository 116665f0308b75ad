import { type SheetColumn, renderXlsx } from '#app/documents/render-xlsx.server.ts'
import { fileResponse } from './file-response.server.ts'

/** What an export takes at most; longer lists are narrowed by their filters. */
export const EVERY_ROW = { limit: 10_000, offset: 0 }

export async function sheetResponse<Row>(
  name: string,
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
): Promise<Response> {
  return fileResponse(await renderXlsx(name, columns, rows), {
    fileName: `${name}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
}
