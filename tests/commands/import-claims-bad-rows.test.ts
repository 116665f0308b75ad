import { deflateRawSync } from 'node:zlib'
import writeXlsxFile from 'write-excel-file/node'
import { expect } from 'vitest'
import { CLAIM_COLUMNS } from '#app/domain/claims/claim-column.ts'
import { type Db, test } from '#tests/db-test.ts'
import {
  countYear,
  findingsOf,
  outcomeOf,
  sendClaims,
  signedPurchase,
} from '#tests/factories/claims.ts'
import {
  type ClaimCells,
  buildCells,
  buildIdentityNumber,
  toCsv,
} from '#tests/factories/claims-file.ts'
import { type Purchase } from '#tests/factories/purchase.ts'

const HEADER = CLAIM_COLUMNS.join(',')
const RIGHT = buildCells(1)
const WRONG_DIGIT =
  buildIdentityNumber(7).slice(0, 17) + (buildIdentityNumber(7)[17] === '1' ? '2' : '1')

/** A bad row among right ones, and what is said of it. */
const BAD_ROWS: readonly [string, Partial<ClaimCells>, ...string[]][] = [
  ['no claim id', { claim_id: '' }, 'claim_id missing'],
  ['a claim id of 65 characters', { claim_id: 'C'.repeat(65) }, 'claim_id too-long'],
  ['a space after the claim id', { claim_id: 'CL-2 ' }, 'claim_id space-around'],
  ['a tab in the claim id', { claim_id: 'CL\t2' }, 'claim_id control-character'],
  ['a bell in the claim id', { claim_id: 'CL\u00072' }, 'claim_id control-character'],
  ['a claim id that a spreadsheet shortened', { claim_id: '2.02608E+17' }, 'claim_id lost-digits'],
  ['an identity number as claim id', { claim_id: buildIdentityNumber(3) }, 'claim_id identity-number'],
  ['an identity number within the claim id', { claim_id: `CL${buildIdentityNumber(3)}-01` }, 'claim_id identity-number'],
  ['no person', { person_id: '' }, 'person_id missing'],
  ['a person of spaces', { person_id: '   ' }, 'person_id missing'],
  ['a wrong check digit', { person_id: WRONG_DIGIT }, 'person_id wrong-check-digit'],
  ['a person id of 65 characters', { person_id: 'P'.repeat(65) }, 'person_id too-long'],
  ['a space within the person id', { person_id: '999999 19600615 0011' }, 'person_id space-inside'],
  ['full-width digits', { person_id: '９９９９９９196006150011' }, 'person_id full-width'],
  ['a person id that a spreadsheet shortened', { person_id: '9.99999E+17' }, 'person_id lost-digits'],
  ['a control character in the person id', { person_id: 'P\u00071' }, 'person_id control-character'],
  ['no date', { visit_date: '' }, 'visit_date missing'],
  ['a date with slashes', { visit_date: '2026/08/01' }, 'visit_date not-a-date'],
  ['a date without zeros', { visit_date: '2026-8-1' }, 'visit_date not-a-date'],
  ['a day that does not exist', { visit_date: '2027-02-29' }, 'visit_date not-a-date'],
  ['a date with a time', { visit_date: '2026-08-01 10:00' }, 'visit_date not-a-date'],
  ['the day before the year', { visit_date: '2026-06-30' }, 'visit_date outside-year'],
  ['the day after the year', { visit_date: '2027-07-01' }, 'visit_date outside-year'],
  ['a space after the category', { category: '低保 ' }, 'category space-around'],
  ['a category of 65 characters', { category: '低'.repeat(65) }, 'category too-long'],
  ['an identity number as category', { category: buildIdentityNumber(4) }, 'category identity-number'],
  ['an identity number as place', { place: `省外${buildIdentityNumber(4)}` }, 'place identity-number'],
  ['a place with a line of its own', { place: '"省\n外"' }, 'place control-character'],
  ['no eligible expense', { eligible_expense: '' }, 'eligible_expense missing'],
  ['no total', { total_cost: '' }, 'total_cost missing'],
  ['no self-funded part', { self_funded: '' }, 'self_funded missing'],
  ['nothing paid by basic insurance', { basic_paid: '' }, 'basic_paid missing'],
  ['no payment', { paid: '' }, 'paid missing'],
  ['an amount with commas', { total_cost: '"100,000"' }, 'total_cost not-an-amount'],
  ['an amount with an exponent', { total_cost: '1e5' }, 'total_cost not-an-amount'],
  ['an amount with a plus', { paid: '+1' }, 'paid not-an-amount'],
  ['an amount without a whole part', { paid: '.5' }, 'paid not-an-amount'],
  ['an amount with a zero before it', { paid: '017300' }, 'paid not-an-amount'],
  ['an amount with a sign of money', { paid: '￥17300' }, 'paid not-an-amount'],
  ['an amount that ends with its point', { paid: '17300.' }, 'paid not-an-amount'],
  ['three decimals', { self_funded: '10000.505' }, 'self_funded too-many-decimals'],
  ['a negative payment', { paid: '-1' }, 'paid negative'],
  ['a negative newly covered part', { newly_covered: '-0.01' }, 'newly_covered negative'],
  ['an amount of eleven digits', { total_cost: '10000000000' }, 'total_cost too-large'],
  ['a baseline that is no amount', { basic_paid_baseline: '?' }, 'basic_paid_baseline not-an-amount'],
  ['a fen more than the own part', { eligible_expense: '40000.01' }, 'eligible_expense above-own-part'],
  ['a fen newly covered more than eligible', { newly_covered: '40000.01' }, 'newly_covered above-eligible-expense'],
  ['a quote within a value', { place: '省"外' }, 'row stray-quote'],
  ['text after a quoted value', { place: '"省"外' }, 'row stray-quote'],
  ['a value too many', { paid: '17300,1' }, 'row wrong-column-count'],
  [
    'five mistakes at once',
    { claim_id: '', person_id: '', visit_date: '?', paid: '', total_cost: '-1' },
    'claim_id missing',
    'person_id missing',
    'visit_date not-a-date',
    'total_cost negative',
    'paid missing',
  ],
] // prettier-ignore

let shared: Promise<Purchase> | undefined
const purchaseOf = (db: Db) => (shared ??= signedPurchase(db))
const NOTHING = { claims: 0, imports: 0, entries: 0 }

async function expectRefused(
  db: Db,
  content: string | Uint8Array,
  refusal: 'bad-rows' | 'unreadable',
  findings: readonly string[],
  format: 'csv' | 'xlsx' = 'csv',
): Promise<void> {
  const purchase = await purchaseOf(db)
  const { attemptId, decision } = await sendClaims(purchase, content, { format })
  expect(decision).toEqual({ ok: false, refusal })
  expect(await findingsOf(db, attemptId)).toEqual(findings)
  expect(await outcomeOf(db, attemptId)).toBe(refusal)
  expect(await countYear(db, purchase)).toEqual(NOTHING)
}

test.for(BAD_ROWS)(
  'a file with %s is refused whole, with row, field and reason',
  async ([_what, wrong, ...said], { pool }) => {
    const file = toCsv([RIGHT, buildCells(2, wrong), buildCells(3)])
    await expectRefused(pool, file, 'bad-rows', said.map((finding) => `3 ${finding}`)) // prettier-ignore
  },
)

test('a row that ends early is refused', async ({ pool }) => {
  const file = `${toCsv([RIGHT])}CL-2,${buildIdentityNumber(2)},2026-08-01\n${toCsv([buildCells(3)]).split('\n')[1]}`
  await expectRefused(pool, file, 'bad-rows', ['3 row wrong-column-count'])
})

test('a claim that stands twice is named at its later rows, among other mistakes too', async ({
  pool,
}) => {
  const twice = [buildCells(1), buildCells(2), buildCells(3, { claim_id: 'CL-1' })]
  await expectRefused(pool, toCsv(twice), 'bad-rows', ['4 claim_id repeated-in-file'])
  const thrice = [...twice, buildCells(4, { paid: '' }), buildCells(5, { claim_id: 'CL-1', paid: '?' })] // prettier-ignore
  await expectRefused(pool, toCsv(thrice), 'bad-rows', [
    '4 claim_id repeated-in-file',
    '5 paid missing',
    '6 paid not-an-amount',
    '6 claim_id repeated-in-file',
  ])
})

test('a value that is not UTF-8 is named, as of a file saved in GBK', async ({ pool }) => {
  const [before = '', after = ''] = toCsv([RIGHT, buildCells(2, { category: '@' })]).split('@')
  const file = Buffer.concat([Buffer.from(before), Buffer.from([0xb5, 0xcd]), Buffer.from(after)])
  await expectRefused(pool, file, 'bad-rows', ['3 category not-utf-8'])
})

const UNREADABLE: readonly [string, string | Uint8Array, ...string[]][] = [
  ['nothing', '', '1 file empty'],
  ['a byte order mark alone', '\ufeff', '1 file empty'],
  ['blank lines', '\n\n\r\n', '1 file empty'],
  ['a header alone', `${HEADER}\n`, '2 file no-rows'],
  ['no header', toCsv([RIGHT]).split('\n').slice(1).join('\n'), '1 header header-missing'],
  ['a header without a column', `${HEADER.replace(',paid', '')}\n`, '1 paid column-missing'],
  ['a column twice', `${HEADER},paid\n`, '1 column 13 column-repeated'],
  ['a column that is not known', `${HEADER},name\n`, '1 column 13 column-unknown'],
  ['a column written otherwise', `${HEADER.replace('paid', 'Paid')}\n`, '1 column 9 column-unknown', '1 basic_paid column-missing'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), '1 file not-text'],
  ['UTF-16', Buffer.from(`\ufeff${toCsv([RIGHT])}`, 'utf16le'), '1 file not-text'],
  ['semicolons', toCsv([RIGHT]).replaceAll(',', ';'), '1 header header-missing'],
  ['a quote that is never closed', `${toCsv([RIGHT])}"CL-2,1\nCL-3,2\n`, '3 row quote-not-closed'],
  ['a quote never closed in a long file', `${toCsv([RIGHT])}"${'CL-2,1\n'.repeat(20_000)}`, '3 row row-too-long'],
  ['a row without an end', `${toCsv([RIGHT])}${'1'.repeat(200_000)}`, '3 row row-too-long'],
] // prettier-ignore

test.for(UNREADABLE)(
  'a file of %s is unreadable, and the place is named',
  async ([_what, content, ...findings], { pool }) => {
    await expectRefused(pool, content, 'unreadable', findings)
  },
)

type CellsOf = Partial<Record<keyof ClaimCells, string | number | boolean | Date>>

async function toWorkbook(rows: readonly CellsOf[]): Promise<Buffer> {
  const cell = (value: string | number | boolean | Date | undefined) => {
    if (value === undefined || value === '') return null
    if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd' }
    if (typeof value === 'number') return { value, type: Number }
    return typeof value === 'boolean' ? { value, type: Boolean } : { value, type: String }
  }
  const body = rows.map((row) => CLAIM_COLUMNS.map((column) => cell(row[column])))
  return writeXlsxFile([CLAIM_COLUMNS.map((value) => cell(value)), ...body]).toBuffer()
}

test('a workbook that shortens, dates or answers is refused by field', async ({ pool }) => {
  const workbook = await toWorkbook([
    { ...RIGHT, total_cost: 100_000, visit_date: new Date('2026-08-01T00:00:00Z') },
    { ...buildCells(2), claim_id: 20_260_801 },
    { ...buildCells(3), person_id: 999_999_196_006_150_000 },
    { ...buildCells(4), paid: new Date('2026-08-01T00:00:00Z') },
    { ...buildCells(5), category: true },
    { ...buildCells(6), visit_date: 46_235 },
    { ...buildCells(7), paid: 0.005 },
    {},
    { ...buildCells(9), paid: '' },
  ])
  await expectRefused(
    pool,
    workbook,
    'bad-rows',
    [
      '3 claim_id stored-as-number',
      '4 person_id stored-as-number',
      '5 paid stored-as-date',
      '6 category stored-as-truth',
      '7 visit_date not-a-date',
      '8 paid too-many-decimals',
      '10 paid missing',
    ],
    'xlsx',
  )
})

test('what is no workbook, is cut off or unpacks to too much is unreadable', async ({ pool }) => {
  const workbook = await toWorkbook([RIGHT])
  const cases: [Uint8Array, string][] = [
    [Buffer.from(toCsv([RIGHT])), 'not-a-workbook'],
    [Buffer.alloc(0), 'empty'],
    [workbook.subarray(0, workbook.length / 2), 'not-a-workbook'],
    [Buffer.alloc(11 * 1024 * 1024, 'PK'), 'workbook-too-large'],
    [bomb(), 'workbook-too-large'],
  ]
  for (const [content, reason] of cases)
    await expectRefused(pool, content, 'unreadable', [`1 file ${reason}`], 'xlsx')
})

/** A hundred mebibytes of zeros in an archive that says it holds one byte. */
function bomb(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(100 * 1024 * 1024))
  const header = Buffer.alloc(30)
  header.write('PK\x03\x04', 'latin1')
  header.writeUInt16LE(8, 8) // deflate
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt32LE(1, 22)
  header.writeUInt16LE(1, 26)
  return Buffer.concat([header, Buffer.from('x'), packed])
}
