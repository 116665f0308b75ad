import { expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { readListFile } from '#app/routes/administration/qualified-list-file.server.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const HEADER = '名称,级别,总公司,地区'
const ROW = '示例人寿四川分公司,分公司,示例人寿,四川'
const READ = {
  ok: true,
  value: [
    {
      row: 2,
      cells: {
        name: '示例人寿四川分公司',
        level: '分公司',
        head_office: '示例人寿',
        region: '四川',
      },
    },
  ],
}

test('reads UTF-8 with or without a byte order mark, any line ending, and English headers', async () => {
  expect(await readListFile(utf8(`${HEADER}\n${ROW}\n`))).toEqual(READ)
  expect(await readListFile(utf8(`\uFEFF${HEADER}\r\n${ROW}\r\n\r\n`))).toEqual(READ)
  expect(await readListFile(utf8(`Name,level,head_office,region\r${ROW}`))).toEqual(READ)
})

test('reads GB18030 as Chinese spreadsheets save it', async () => {
  const gb = Buffer.from(
    'c3fbb3c62cbcb6b1f02cd7dcb9abcbbe2cb5d8c7f80acabec0fdc8cbcad9cbc4b4a8b7d6b9abcbbe2cb7d6b9abcbbe2ccabec0fdc8cbcad92ccbc4b4a8',
    'hex',
  )
  expect(await readListFile(gb)).toEqual(READ)
})

test('leaves a running number or a remark aside, in any order of columns', async () => {
  const text = `序号,地区,总公司,级别,名称,备注\n1,四川,示例人寿,分公司,示例人寿四川分公司,\n`
  expect(await readListFile(utf8(text))).toEqual(READ)
})

test('reads the first sheet of a workbook', async () => {
  const rows = [HEADER.split(','), [], ROW.split(',')].map((cells) =>
    cells.map((value) => ({ value, type: String })),
  )
  const workbook = await writeXlsxFile(rows).toBuffer()
  expect(await readListFile(workbook)).toEqual({ ok: true, value: [{ ...READ.value[0], row: 3 }] })
})

test('says what is wrong with a file that is no list', async () => {
  const refusal = async (content: Uint8Array) => {
    const read = await readListFile(content)
    return read.ok ? undefined : read.refusal
  }
  expect(await refusal(new Uint8Array())).toBe('empty-file')
  expect(await refusal(new Uint8Array(5 * 1024 * 1024 + 1))).toBe('too-large')
  expect(await refusal(utf8('%PDF-1.7\n\0\u0001\u0002'))).toBe('not-a-table')
  expect(await refusal(new Uint8Array([0xff, 0xfe, 0x0d, 0x54, 0xf0, 0x79]))).toBe('not-a-table')
  expect(await refusal(utf8(`${HEADER}\n"示例`))).toBe('not-a-table')
  expect(await refusal(utf8('PK\u0003\u0004 no archive at all'))).toBe('unreadable-workbook')
  expect(await refusal(utf8(ROW))).toBe('header-missing')
  expect(await refusal(utf8(`${HEADER},名称\n${ROW}`))).toBe('header-missing')
  expect(await refusal(utf8(`${HEADER}\n${ROW},多出的一格`))).toBe('ragged-row')
  expect(await refusal(utf8(`${HEADER}\n${`${ROW}\n`.repeat(20_001)}`))).toBe('too-many-rows')
})

test('a small workbook that says it unpacks to very much is refused unread', async () => {
  const workbook = new Uint8Array(
    await writeXlsxFile([[{ value: '名称', type: String }]]).toBuffer(),
  )
  const view = new DataView(workbook.buffer)
  const entry = workbook.findIndex(
    (_, at) => at + 4 <= workbook.length && view.getUint32(at) === 0x504b0102,
  )
  view.setUint32(entry + 24, 500_000_000, true)
  expect(await readListFile(workbook)).toEqual({ ok: false, refusal: 'too-large' })
})
