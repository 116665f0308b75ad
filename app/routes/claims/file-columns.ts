import { type SheetColumn } from '#app/documents/render-xlsx.server.ts'
import { type ImportedFile } from '#db/queries/claims-imports.server.ts'
import { totalsLabel } from './import-text.ts'

const AMOUNTS = [
  'totalCost',
  'selfFunded',
  'basicPaid',
  'basicPaidBaseline',
  'eligibleExpense',
  'newlyCovered',
  'paid',
] as const

/** The list of taken files, for both of its exports. */
export const FILE_COLUMNS: readonly SheetColumn<ImportedFile>[] = [
  { header: '编号', width: 8, kind: 'count', value: ({ number }) => BigInt(number) },
  { header: '批次号', width: 24, kind: 'text', value: ({ reference }) => reference },
  {
    header: '状态',
    width: 10,
    kind: 'text',
    value: ({ reversedAt }) => (reversedAt ? '已冲回' : '已入账'),
  },
  {
    header: totalsLabel.rows,
    width: 12,
    kind: 'count',
    value: ({ totals }) => BigInt(totals.rows),
  },
  {
    header: totalsLabel.persons,
    width: 12,
    kind: 'count',
    value: ({ totals }) => BigInt(totals.persons),
  },
  ...AMOUNTS.map((field): SheetColumn<ImportedFile> => ({
    header: totalsLabel[field],
    width: 20,
    kind: 'money',
    value: ({ totals }) => totals[field],
  })),
  { header: '导入人', width: 12, kind: 'text', value: ({ takerName }) => takerName },
  { header: '导入时间', width: 18, kind: 'instant', value: ({ takenAt }) => takenAt },
  { header: '冲回时间', width: 18, kind: 'instant', value: ({ reversedAt }) => reversedAt },
  {
    header: '冲回理由',
    width: 30,
    kind: 'text',
    value: ({ reversalReason }) => reversalReason ?? '',
  },
  {
    header: '冲回依据',
    width: 24,
    kind: 'text',
    value: ({ reversalDocument }) => reversalDocument ?? '',
  },
  { header: '文件校验值（SHA-256）', width: 66, kind: 'text', value: ({ sha256 }) => sha256 },
]
