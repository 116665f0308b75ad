import { type LoaderFunctionArgs } from '@remix-run/node'
import { accountName, entryKindLabel } from '#app/components/ledger-labels.ts'
import { db } from '#app/database.server.ts'
import { type SheetColumn } from '#app/documents/render-xlsx.server.ts'
import { EVERY_ROW, sheetResponse } from '#app/routes/documents/sheet-response.server.ts'
import { type EntryLine, listEntryLines } from '#db/queries/ledger-entries.server.ts'
import { requireAccounts } from './accounts-page.server.ts'

const COLUMNS: readonly SheetColumn<EntryLine>[] = [
  { header: '凭证编号', width: 12, kind: 'count', value: ({ number }) => BigInt(number) },
  { header: '行', width: 6, kind: 'count', value: ({ position }) => BigInt(position) },
  { header: '所属日期', width: 14, kind: 'date', value: ({ bookedOn }) => bookedOn },
  { header: '业务', width: 20, kind: 'text', value: ({ kind }) => entryKindLabel[kind] },
  { header: '摘要', width: 30, kind: 'text', value: ({ memo }) => memo },
  { header: '科目', width: 20, kind: 'text', value: ({ account }) => accountName(account) },
  {
    header: '借方',
    width: 20,
    kind: 'money',
    value: ({ amount }) => (amount > 0n ? amount : null),
  },
  {
    header: '贷方',
    width: 20,
    kind: 'money',
    value: ({ amount }) => (amount < 0n ? -amount : null),
  },
  { header: '依据文件', width: 40, kind: 'text', value: ({ document }) => document },
]

/** A year's entries, a line each. */
export async function loader(args: LoaderFunctionArgs) {
  const { year } = await requireAccounts(args)
  const lines = await listEntryLines(db, year.id, EVERY_ROW)
  return sheetResponse(`记账凭证 第${year.number}年度`, COLUMNS, lines)
}
