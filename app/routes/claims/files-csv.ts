import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { dateTimeText } from '#app/components/format.ts'
import { type SheetColumn } from '#app/documents/render-xlsx.server.ts'
import { formatYuan } from '#app/domain/money.ts'
import { EVERY_ROW } from '#app/routes/documents/sheet-response.server.ts'
import { type ImportedFile, listImportedFiles } from '#db/queries/claims-imports.server.ts'
import { requireClaimsYear } from './claims-year.server.ts'
import { BYTE_ORDER_MARK, csvHeaders, csvLine } from './csv-text.ts'
import { FILE_COLUMNS } from './file-columns.ts'

/** The year's taken files, beside the XLSX. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year } = await requireClaimsYear(request, params, 'see-claims')
  const { items } = await listImportedFiles(db, year.id, EVERY_ROW)
  const lines = items.map((file) => csvLine(FILE_COLUMNS.map((column) => textOf(column, file))))
  const head = csvLine(FILE_COLUMNS.map(({ header }) => header))
  return new Response(`${BYTE_ORDER_MARK}${head}${lines.join('')}`, {
    headers: csvHeaders('赔付明细文件.csv'),
  })
}

function textOf(column: SheetColumn<ImportedFile>, file: ImportedFile): string {
  if (column.kind === 'text') return column.value(file)
  if (column.kind === 'money') return moneyOf(column.value(file))
  const value = column.value(file)
  if (value === null) return ''
  return value instanceof Date ? dateTimeText(value) : String(value)
}

function moneyOf(amount: bigint | null): string {
  return amount === null ? '' : formatYuan(amount)
}
