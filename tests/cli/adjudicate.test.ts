import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runGongji } from '#app/cli/run-gongji.ts'
import vectors from '#tests/vectors/benefits.json' with { type: 'json' }
import { inputFolder } from './input-folder.ts'

const TERMS = `[{
  "from": "2024-01-01",
  "tierBasis": "gross",
  "deductible": "12000",
  "tiers": [
    { "upTo": "30000", "ratio": "0.60" },
    { "upTo": "100000", "ratio": "0.65" },
    { "upTo": null, "ratio": "0.75" }
  ],
  "cap": { "on": "payout", "amount": "500000" },
  "categories": { "低保": { "deductible": "6000", "ratioUplift": "0.05", "cap": null } },
  "places": { "省外": { "ratioUplift": "-0.10" } }
}]
`
const HEADER = 'claim_id,person_id,visit_date,category,place,eligible_expense\n'
const CLAIMS = `${HEADER}c1,甲,2024-02-01,,,40000\nc2,甲,2024-03-01,,,110000.00\nc3,乙,2024-03-01,低保,省外,7000\n`

test('adjudicates a year and pays per claim in file order', () => {
  const write = inputFolder()
  const out = write('out.csv', '')
  const claims = write(
    'claims.csv',
    `\uFEFF${HEADER}"c,2",甲,2024-03-01,,,110000\nc1,甲,2024-02-01,,,40000\nc3,乙,2024-03-01,低保,省外,7000\n`,
  )
  const result = runGongji(['adjudicate', write('terms.json', TERMS), claims, '--per-claim', out])
  expect(result).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: '{"persons":2,"claims":3,"eligibleExpense":"157000.00","payout":"94350.00"}\n',
  })
  expect(fs.readFileSync(out, 'utf8')).toBe(
    'claim_id,payout\n"c,2",76500.00\nc1,17300.00\nc3,550.00\n',
  )
})

test('columns may stand in any order and lines may end in CRLF', () => {
  const write = inputFolder()
  const claims = write(
    'claims.csv',
    'eligible_expense,claim_id,person_id,place,category,visit_date\r\n150000,c1,甲,,,2024-02-01\r\n',
  )
  expect(runGongji(['adjudicate', write('terms.json', TERMS), claims]).stdout).toContain(
    '"payout":"93800.00"',
  )
})

test('lines may end in CRLF and LF in one file', () => {
  const write = inputFolder()
  const claims = write('claims.csv', CLAIMS.replace('\n', '\r\n'))
  expect(runGongji(['adjudicate', write('terms.json', TERMS), claims]).stdout).toContain(
    '"payout":"94350.00"',
  )
})

test('visits of one day are taken in file order, whatever other people stand between', () => {
  const write = inputFolder()
  const out = write('out.csv', '')
  const claims = write(
    'claims.csv',
    `${HEADER}c2,甲,2024-02-02,,,1000\nx,乙,2024-02-01,,,9000\nc1,甲,2024-02-01,,,12000\nc3,甲,2024-02-02,,省外,1000\n`,
  )
  runGongji(['adjudicate', write('terms.json', TERMS), claims, '--per-claim', out])
  expect(fs.readFileSync(out, 'utf8')).toBe(
    'claim_id,payout\nc2,600.00\nx,0.00\nc1,0.00\nc3,500.00\n',
  )
})

test('a category or place that the terms do not list is paid as for everybody', () => {
  const write = inputFolder()
  const claims = write('claims.csv', `${HEADER}c1,甲,2024-02-01,在职,市内,150000\n`)
  expect(runGongji(['adjudicate', write('terms.json', TERMS), claims]).stdout).toContain(
    '"payout":"93800.00"',
  )
})

test('a header without claims is a year without claims', () => {
  const write = inputFolder()
  const claims = write('claims.csv', HEADER)
  expect(runGongji(['adjudicate', write('terms.json', TERMS), claims]).stdout).toBe(
    '{"persons":0,"claims":0,"eligibleExpense":"0.00","payout":"0.00"}\n',
  )
})

test('the same files give the same bytes', () => {
  const write = inputFolder()
  const args = ['adjudicate', write('terms.json', TERMS), write('claims.csv', CLAIMS)]
  expect(runGongji(args)).toEqual(runGongji(args))
})

for (const vector of vectors) {
  test(`published example ${vector.id} by file`, () => {
    const write = inputFolder()
    const tiers = vector.terms.tiers.map((tier, index, all) =>
      index === all.length - 1 ? { ...tier, upTo: null } : tier,
    )
    const terms = write(
      'terms.json',
      JSON.stringify([{ from: '2024-01-01', ...vector.terms, tiers, categories: {}, places: {} }]),
    )
    const claims = write(
      'claims.csv',
      `${HEADER}c1,甲,2024-01-01,,,${vector.input.compliant_self_pay}\n`,
    )
    const { payout } = JSON.parse(runGongji(['adjudicate', terms, claims]).stdout)
    const right = vector.recomputed ?? vector.expected.payout
    expect(payout).toBe(`${right}.00`)
    expect(payout === `${vector.expected.payout}.00`).toBe(vector.reconciles)
  })
}

const edit = (from: string, to: string) => TERMS.replace(from, to)
const BAD_TERMS: [name: string, content: string | Uint8Array, expected: string][] = [
  ['an empty file', '', '1: json: '],
  ['text that is not JSON', '[{', '1: json: '],
  [
    'a trailing comma',
    edit('"places": { "省外": { "ratioUplift": "-0.10" } }', '"places": {},'),
    '13: json: ',
  ],
  ['a comment', `// terms\n${TERMS}`, '1: json: '],
  [
    'bytes that are not UTF-8',
    Buffer.concat([Buffer.from('[{\n"from": "'), Buffer.from([0xff])]),
    '2: file: ',
  ],
  [
    'a key twice',
    edit('"deductible": "12000",', '"deductible": "1",\n  "deductible": "12000",'),
    '5: deductible: ',
  ],
  ['an object instead of a list', '{}', '1: json: must be a list'],
  ['an empty list', '[]', '1: json: needs at least one entry'],
  [
    'an unknown key',
    edit('"tierBasis"', '"note": "x",\n  "tierBasis"'),
    '3: [0].note: is not a known key',
  ],
  ['a missing key', edit('  "deductible": "12000",\n', ''), '1: [0].deductible: is missing'],
  [
    'an unknown tier basis',
    edit('"gross"', '"brutto"'),
    '3: [0].tierBasis: must be one of gross, net',
  ],
  [
    'an amount as a number',
    edit('"12000"', '12000'),
    '4: [0].deductible: must be an amount in yuan written as a string',
  ],
  ['an amount with three decimals', edit('"12000"', '"12000.001"'), '4: [0].deductible: '],
  ['a negative amount', edit('"12000"', '"-1"'), '4: [0].deductible: must not be negative'],
  ['an amount with a thousands comma', edit('"12000"', '"12,000"'), '4: [0].deductible: '],
  ['a ratio above one', edit('"0.65"', '"1.01"'), '7: [0].tiers[1].ratio: must be between 0 and 1'],
  ['a ratio with seven decimals', edit('"0.65"', '"0.6500001"'), '7: [0].tiers[1].ratio: '],
  [
    'no tiers',
    TERMS.replace(/"tiers": \[[^\]]*\]/, '"tiers": []'),
    '5: [0].tiers: needs at least one tier',
  ],
  ['edges that do not rise', edit('"100000"', '"30000"'), '7: [0].tiers[1].upTo: must be above'],
  [
    'an open tier in the middle',
    edit('"100000"', 'null'),
    '7: [0].tiers[1].upTo: may be null only in the last tier',
  ],
  [
    'a closed last tier',
    edit('"upTo": null', '"upTo": "200000"'),
    '8: [0].tiers[2].upTo: must be null in the last tier',
  ],
  [
    'an unknown cap',
    edit('"payout"', '"income"'),
    '10: [0].cap.on: must be one of payout, eligible-expense',
  ],
  ['a cap of zero', edit('"500000"', '"0"'), '10: [0].cap.amount: must be above zero'],
  [
    'a missing cap',
    edit('  "cap": { "on": "payout", "amount": "500000" },\n', ''),
    '1: [0].cap: is missing',
  ],
  [
    'a date that does not exist',
    edit('2024-01-01', '2024-02-30'),
    '2: [0].from: must be a date that exists',
  ],
  [
    'an unknown key in a category',
    edit('"ratioUplift": "0.05"', '"uplift": "0.05"'),
    '11: [0].categories.低保.uplift: is not a known key',
  ],
  [
    'an uplift above one',
    edit('"-0.10"', '"-1.10"'),
    '12: [0].places.省外.ratioUplift: must be between -1 and 1',
  ],
  [
    'lists in lists without end',
    `[\n${'['.repeat(100_000)}${']'.repeat(100_001)}`,
    '2: json: is nested deeper than 100',
  ],
  ['an open comment', `${TERMS}/*`, '14: json: is not valid JSON'],
  [
    'a category without a name',
    edit('"低保"', '""'),
    '11: [0].categories.: must be a name without spaces around it',
  ],
  [
    'a place with a space around its name',
    edit('"省外"', '"省外 "'),
    '12: [0].places.省外 : must be a name without spaces around it',
  ],
  [
    'a category that would be lost unseen',
    edit('"低保"', '"__proto__"'),
    '11: __proto__: is not a known key',
  ],
  [
    'a cap in a category of zero',
    edit('"cap": null', '"cap": { "on": "payout", "amount": "0" }'),
    '11: [0].categories.低保.cap.amount: must be above zero',
  ],
  [
    'entries not in order of date',
    TERMS.replace(/\]\n$/, `,${TERMS.slice(1)}`),
    '14: [1].from: must be later',
  ],
]

test.for(BAD_TERMS)('refuses terms with %s', ([, content, expected]) => {
  const write = inputFolder()
  const terms = write('terms.json', content)
  const result = runGongji(['adjudicate', terms, write('claims.csv', CLAIMS)])
  expect(result).toMatchObject({ exitCode: 2, stdout: '' })
  expect(result.stderr.split('\n')[0]).toMatch(`${terms}:${expected}`)
  expect(result.stderr).not.toContain('    at ')
})

test('mistakes of shape and of sense in one terms file are all named', () => {
  const write = inputFolder()
  const content = TERMS.replace('"gross"', '"brutto"')
    .replace('"100000"', '"30000"')
    .replace('"500000"', '"0"')
    .replace('"-0.10"', '"-2"')
    .replace('"from"', '"note": 1, "from"')
  const terms = write('terms.json', content)
  const lines = runGongji(['adjudicate', terms, write('claims.csv', CLAIMS)]).stderr.split('\n')
  expect(lines.map((line) => line.slice(terms.length + 1)).toSorted()).toEqual([
    '',
    '10: [0].cap.amount: must be above zero',
    '12: [0].places.省外.ratioUplift: must be between -1 and 1',
    '2: [0].note: is not a known key',
    '3: [0].tierBasis: must be one of gross, net',
    '7: [0].tiers[1].upTo: must be above the edge before it',
  ])
})

test('a line break in a key does not look like a second error', () => {
  const write = inputFolder()
  const terms = write('terms.json', edit('"from"', '"a\\nb": 1, "from"'))
  expect(runGongji(['adjudicate', terms, write('claims.csv', CLAIMS)]).stderr).toBe(
    `${terms}:2: [0].a\\u{a}b: is not a known key\n`,
  )
})

const BAD_CLAIMS: [name: string, content: string | Uint8Array, expected: string][] = [
  ['nothing', '', '1: header: the file is empty'],
  [
    'a missing column',
    'claim_id,person_id,visit_date,category,place\n',
    '1: eligible_expense: column is missing',
  ],
  ['an unknown column', `${HEADER.trim()},paid\n`, '1: paid: is not a known column'],
  [
    'no header, without showing whose claim stands first',
    'c1,110101199003070000,2024-02-01,,,1\n',
    '1: header: the first line must name the columns claim_id,',
  ],
  ['a column twice', `${HEADER.trim()},place\n`, '1: place: stands twice in the header'],
  ['a short row', `${HEADER}c1,甲,2024-02-01,,\n`, '2: row: has 5 values where the header has 6'],
  ['a long row', `${HEADER}c1,甲,2024-02-01,,,1,000\n`, '2: row: has 7 values'],
  ['an open quote', `${HEADER}"c1,甲,2024-02-01,,,1\n`, '2: row: is not valid CSV'],
  [
    'an open quote before more rows',
    `${HEADER}c1,甲,2024-02-01,,,1\n"c2,甲,2024-02-01,,,1\nc3,甲,2024-02-01,,,1\n`,
    '3: row: is not valid CSV: a quote is opened and never closed',
  ],
  [
    'a quote inside a value',
    `${HEADER}c"1,甲,2024-02-01,,,1\n`,
    '2: row: is not valid CSV: there is a quote inside a value that is not quoted',
  ],
  [
    'text after a quote',
    `${HEADER}"c1"x,甲,2024-02-01,,,1\n`,
    '2: row: is not valid CSV: there is text after a closing quote',
  ],
  ['a row of spaces', `${HEADER}  \n`, '2: row: has 1 values where the header has 6'],
  [
    'a space around a person id',
    `${HEADER}c1,甲 ,2024-02-01,,,1\n`,
    '2: person_id: has a space before or after it',
  ],
  [
    'a space around a category',
    `${HEADER}c1,甲,2024-02-01,\u3000低保,,1\n`,
    '2: category: has a space before or after it',
  ],
  [
    'a repeated claim',
    `${CLAIMS}c1,丙,2024-02-01,,,1\n`,
    '5: claim_id: repeats the claim of line 2',
  ],
  ['no claim id', `${HEADER},甲,2024-02-01,,,1\n`, '2: claim_id: is missing'],
  ['no person id', `${HEADER}c1,,2024-02-01,,,1\n`, '2: person_id: is missing'],
  [
    'a date in another form',
    `${HEADER}c1,甲,2024/02/01,,,1\n`,
    '2: visit_date: must be a date that exists',
  ],
  [
    'a day that does not exist',
    `${HEADER}c1,甲,2023-02-29,,,1\n`,
    '2: visit_date: must be a date that exists',
  ],
  [
    'a visit before the first terms',
    `${HEADER}c1,甲,2023-12-31,,,1\n`,
    '2: visit_date: is before the first terms (2024-01-01)',
  ],
  ['no amount', `${HEADER}c1,甲,2024-02-01,,,\n`, '2: eligible_expense: must be an amount'],
  [
    'a negative amount',
    `${HEADER}c1,甲,2024-02-01,,,-1\n`,
    '2: eligible_expense: must not be negative',
  ],
  [
    'three decimals',
    `${HEADER}c1,甲,2024-02-01,,,1.005\n`,
    '2: eligible_expense: must be an amount',
  ],
  ['an exponent', `${HEADER}c1,甲,2024-02-01,,,1e5\n`, '2: eligible_expense: must be an amount'],
  [
    'full-width digits',
    `${HEADER}c1,甲,2024-02-01,,,１００\n`,
    '2: eligible_expense: must be an amount',
  ],
  [
    'an endless amount',
    `${HEADER}c1,甲,2024-02-01,,,${'9'.repeat(100_000)}\n`,
    '2: eligible_expense: must be an amount',
  ],
  [
    'bytes that are not UTF-8',
    Buffer.concat([
      Buffer.from(`${HEADER}c1,`),
      Buffer.from([0xc3, 0x28]),
      Buffer.from(',2024-02-01,,,1\n'),
    ]),
    '2: file: is not UTF-8 text',
  ],
]

test.for(BAD_CLAIMS)('refuses claims with %s', ([, content, expected]) => {
  const write = inputFolder()
  const claims = write('claims.csv', content)
  const out = path.join(path.dirname(claims), 'out.csv')
  const result = runGongji(['adjudicate', write('terms.json', TERMS), claims, '--per-claim', out])
  expect(result).toMatchObject({ exitCode: 2, stdout: '' })
  expect(result.stderr.split('\n')[0]).toMatch(`${claims}:${expected}`)
  expect(fs.existsSync(out)).toBe(false)
})

test('a syntax error does not hide the mistakes before it', () => {
  const write = inputFolder()
  const claims = write('claims.csv', `${HEADER}c1,,2024-02-01,,,1\nc2,p"q,2024-02-01,,,1\n`)
  expect(
    runGongji(['adjudicate', write('terms.json', TERMS), claims]).stderr.match(/:\d+: \w+/g),
  ).toEqual([':2: person_id', ':3: row'])
})

test('a row is named by the line it begins on, after values of several lines', () => {
  const write = inputFolder()
  const rows = `"c\r\n1",甲,2024-02-01,,,1\r\n\r\n"c\n2",甲,2024-02-01,,,x\r\nc3,甲,2024-02-01,,,y\r\n`
  const claims = write('claims.csv', `${HEADER}${rows}`)
  expect(
    runGongji(['adjudicate', write('terms.json', TERMS), claims]).stderr.match(/:\d+: /g),
  ).toEqual([':5: ', ':7: '])
})

test('per-claim payouts never replace an input, a folder, or a good file after a bad run', () => {
  const write = inputFolder()
  const terms = write('terms.json', TERMS)
  const claims = write('claims.csv', CLAIMS)
  for (const out of [terms, claims, path.dirname(terms)]) {
    const result = runGongji(['adjudicate', terms, claims, '--per-claim', out])
    expect(result).toMatchObject({ exitCode: 2, stdout: '' })
    expect(result.stderr).toContain(`${out}:1: file: cannot be written: it is`)
  }
  expect(fs.readFileSync(claims, 'utf8')).toBe(CLAIMS)
  const out = write('out.csv', 'of last year')
  runGongji(['adjudicate', terms, write('bad.csv', `${CLAIMS},,,,,\n`), '--per-claim', out])
  expect(fs.readFileSync(out, 'utf8')).toBe('of last year')
  expect(fs.readdirSync(path.dirname(out)).toSorted()).toEqual([
    'bad.csv',
    'claims.csv',
    'out.csv',
    'terms.json',
  ])
})

test('every bad row has its own line, up to a thousand', () => {
  const write = inputFolder()
  const claims = write('claims.csv', HEADER + ',,x,,,y\n'.repeat(300))
  const lines = runGongji(['adjudicate', write('terms.json', TERMS), claims])
    .stderr.trim()
    .split('\n')
  expect(lines).toHaveLength(1001)
  expect(lines.at(-1)).toBe('… and 200 more errors')
})

test('an error never shows a person’s id', () => {
  const write = inputFolder()
  const claims = write('claims.csv', `${HEADER}c1,110101199003070000,2024-02-01,,,x\n`)
  expect(runGongji(['adjudicate', write('terms.json', TERMS), claims]).stderr).not.toContain(
    '110101199003070000',
  )
})

test('a file that is not there, or a folder, is one line', () => {
  const write = inputFolder()
  const terms = write('terms.json', TERMS)
  const folder = path.dirname(terms)
  expect(runGongji(['adjudicate', terms, '/nowhere/claims.csv']).stderr).toBe(
    '/nowhere/claims.csv:1: file: there is no such file\n',
  )
  expect(runGongji(['adjudicate', folder, terms]).stderr).toBe(
    `${folder}:1: file: is a folder, not a file\n`,
  )
  const claims = write('claims.csv', CLAIMS)
  const result = runGongji(['adjudicate', terms, claims, '--per-claim', '/nowhere/out.csv'])
  expect(result).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: '/nowhere/out.csv:1: file: cannot be written (ENOENT)\n',
  })
})

test.for([
  [],
  ['help'],
  ['adjudicate'],
  ['adjudicate', 'a'],
  ['adjudicate', 'a', 'b', 'c'],
  ['adjudicate', '--what'],
  ['adjudicate', 'a', 'b', '--per-claim', ''],
  ['settle'],
  ['settle', 'a', 'b'],
])('wrong usage shows the usage: %j', (args) => {
  const result = runGongji(args)
  expect(result).toMatchObject({ exitCode: 2, stdout: '' })
  expect(result.stderr).toContain('usage: gongji adjudicate')
})

test('the command itself exits 0 or 2 and keeps the streams apart', () => {
  const write = inputFolder()
  const terms = write('terms.json', TERMS)
  const good = gongji('adjudicate', terms, write('claims.csv', CLAIMS))
  expect(good).toMatchObject({ status: 0, stderr: '' })
  expect(JSON.parse(good.stdout)).toMatchObject({ claims: 3 })
  expect(gongji('adjudicate', terms, '/nowhere')).toMatchObject({ status: 2, stdout: '' })
})

function gongji(...args: string[]) {
  return spawnSync('npm', ['run', '-s', 'gongji', '--', ...args], { encoding: 'utf8' })
}
