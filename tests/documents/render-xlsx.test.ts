import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { type SheetColumn, renderXlsx } from '#app/documents/render-xlsx.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen, type Ppm } from '#app/domain/money.ts'
import { rate, yuan } from '#tests/yuan.ts'
import { readZip } from './read-zip.ts'

type Row = {
  name: string
  amount: Fen | null
  ratio: Ppm
  people: bigint
  day: PlainDate
  at: Date | null
}

const COLUMNS: readonly SheetColumn<Row>[] = [
  { header: '名称', width: 10, kind: 'text', value: ({ name }) => name },
  { header: '金额', width: 10, kind: 'money', value: ({ amount }) => amount },
  { header: '比例', width: 10, kind: 'rate', value: ({ ratio }) => ratio },
  { header: '人数', width: 10, kind: 'count', value: ({ people }) => people },
  { header: '日期', width: 10, kind: 'date', value: ({ day }) => day },
  { header: '时间', width: 10, kind: 'instant', value: ({ at }) => at },
]

function buildRow(overrides: Partial<Row> = {}): Row {
  return {
    name: '达州',
    amount: yuan('1056942000.01'),
    ratio: rate('0.0325'),
    people: 5_290_000n,
    day: '2026-03-02',
    at: new Date('2026-03-22T23:30:00Z'),
    ...overrides,
  }
}

test('amounts, rates and counts are numbers, days and China times are dates', async () => {
  const sheet = await readSheet(Buffer.from(await renderXlsx('表', COLUMNS, [buildRow()])))
  expect(sheet).toEqual([
    ['名称', '金额', '比例', '人数', '日期', '时间'],
    [
      '达州',
      1_056_942_000.01,
      0.0325,
      5_290_000,
      new Date('2026-03-02T00:00:00Z'),
      new Date('2026-03-23T07:30:00Z'), // 07:30 on the wall in China
    ],
  ])
})

test('an amount of more than fifteen digits goes in as text, to the fen', async () => {
  const rows = [
    buildRow({ amount: yuan('9999999999999.99') }),
    buildRow({ amount: yuan('90071992547409.93') }),
    buildRow({ amount: null, at: null }),
  ]
  const sheet = await readSheet(Buffer.from(await renderXlsx('表', COLUMNS, rows)))
  expect(sheet.slice(1).map((row) => row[1])).toEqual([
    9_999_999_999_999.99,
    '90071992547409.93',
    null,
  ])
})

test('a text stays a text, whatever it begins with', async () => {
  const rows = [buildRow({ name: '=1+1' }), buildRow({ name: '甲\u0001乙' })]
  const xlsx = await renderXlsx('表', COLUMNS, rows)
  const sheet = await readSheet(Buffer.from(xlsx))
  expect(sheet.slice(1).map(([name]) => name)).toEqual(['=1+1', '甲乙'])
  expect([...readZip(xlsx).values()].join('')).not.toContain('<f>')
})

test('the header stays in view', async () => {
  const xml = readZip(await renderXlsx('表', COLUMNS, [])).get('xl/worksheets/sheet1.xml')
  expect(xml).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/)
})
