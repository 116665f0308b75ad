import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { runGongji } from '#app/cli/run-gongji.ts'
import vectors from '#tests/vectors/settlements.json' with { type: 'json' }
import { inputFolder } from './input-folder.ts'

const CASE = `{
  "basis": "annual",
  "terms": {
    "profitRate": "0.03",
    "cost": { "treatment": "actual-capped", "capRate": "0.04" },
    "surplusBands": [{ "upTo": null, "fundShare": "1" }],
    "reserve": { "yearlyCapRate": "0.10", "totalCapRate": "0.20" },
    "loss": { "sharedCauses": "policy", "bands": [{ "upTo": "0.05", "fundShare": "0.5" }, { "upTo": null, "fundShare": "0" }] }
  },
  "years": [
    {
      "year": "2024",
      "premium": "1000000.00",
      "claimsPaid": "900000",
      "outstandingOpening": "0",
      "outstandingClosing": "10000",
      "operatingCost": "30000",
      "policyLosses": [{ "cause": "benefit-terms", "amount": "1" }],
      "assessmentDeduction": "0",
      "reserveBalance": "0"
    }
  ]
}
`

for (const vector of vectors) {
  test(`worked example ${vector.id}`, () => {
    const original = vectors.find(({ id }) => id === (vector.sameTermsAs ?? vector.id))
    const years = vector.years.map((year, index) => ({ ...original?.years[index], ...year }))
    const write = inputFolder()
    const file = write(
      'case.json',
      JSON.stringify({ basis: vector.basis, terms: original?.terms, years }),
    )
    const result = runGongji(['settle', file])
    expect(result).toMatchObject({ exitCode: 0, stderr: '' })
    expect(JSON.parse(result.stdout).years).toMatchObject(vector.expected)
  })
}

test('writes every documented key in order, with a trace', () => {
  const write = inputFolder()
  const [year] = JSON.parse(runGongji(['settle', write('case.json', CASE)]).stdout).years
  expect(Object.keys(year)).toEqual(
    (
      'year outcome incurredClaims admittedCost balance agreedProfit excessSurplus keptByInsurer returnedToFund ' +
      'toReserve policyLoss operatingLoss borneByFund borneByInsurer fromReserve assessmentDeduction ' +
      'payableByInsurer payableByFund lossRatio trace'
    ).split(' '),
  )
  expect(year).toMatchObject({
    balance: '60000.00',
    keptByInsurer: '30000.00',
    returnedToFund: '30000.00',
    toReserve: '30000.00',
    borneByFund: '0.00',
  })
  expect(Object.keys(year.trace[0])).toEqual(['step', 'formula', 'inputs', 'value', 'source'])
})

test('carries the reserve on under the agreement basis', () => {
  const write = inputFolder()
  const agreement = JSON.parse(CASE)
  agreement.basis = 'agreement'
  const { reserveBalance: _, ...second } = agreement.years[0]
  agreement.years.push({ ...second, year: '2025', claimsPaid: '1050000' })
  const { years } = JSON.parse(
    runGongji(['settle', write('case.json', JSON.stringify(agreement))]).stdout,
  )
  expect(years[1]).toMatchObject({
    outcome: 'loss',
    balance: '-90000.00',
    returnedToFund: '-30000.00',
    toReserve: '-30000.00',
  })
})

const edit = (from: string, to: string) => CASE.replace(from, to)
const BAD_CASES: [name: string, content: string, expected: string][] = [
  ['nothing', '', '1: json: '],
  ['broken JSON', CASE.slice(0, -4), '22: json: '],
  ['a list', '[]', '1: json: must be an object'],
  ['an unknown basis', edit('"annual"', '"monthly"'), '2: basis: must be one of annual, agreement'],
  ['an unknown key', edit('"basis"', '"note": "",\n  "basis"'), '2: note: is not a known key'],
  ['a key twice', edit('"basis"', '"basis": "annual",\n  "basis"'), '3: basis: stands twice'],
  [
    'a rate as a number',
    edit('"0.03"', '0.03'),
    '4: terms.profitRate: must be a rate written as a string',
  ],
  ['a rate in percent', edit('"0.03"', '"3%"'), '4: terms.profitRate: must be a rate'],
  ['a rate above one', edit('"0.03"', '"1.5"'), '4: terms.profitRate: must be between 0 and 1'],
  ['a negative rate', edit('"0.03"', '"-0.03"'), '4: terms.profitRate: must be between 0 and 1'],
  ['an unknown cost treatment', edit('"actual-capped"', '"actual"'), '5: terms.cost'],
  ['a cap rate missing', edit(', "capRate": "0.04"', ''), '5: terms.cost.capRate: is missing'],
  [
    'a cost key of another treatment',
    edit('"capRate"', '"rate": "0", "capRate"'),
    '5: terms.cost.rate: is not a known key',
  ],
  [
    'no surplus bands',
    edit('[{ "upTo": null, "fundShare": "1" }]', '[]'),
    '6: terms.surplusBands: needs at least one band',
  ],
  [
    'a fund share above one',
    edit('"fundShare": "1"', '"fundShare": "2"'),
    '6: terms.surplusBands[0].fundShare: must be between 0 and 1',
  ],
  [
    'reserve caps the wrong way round',
    edit('"0.20"', '"0.05"'),
    '7: terms.reserve.totalCapRate: must not be below yearlyCapRate',
  ],
  [
    'reserve missing',
    edit('    "reserve": { "yearlyCapRate": "0.10", "totalCapRate": "0.20" },\n', ''),
    '3: terms.reserve: is missing',
  ],
  [
    'an open band in the middle',
    edit('"upTo": "0.05"', '"upTo": null'),
    '8: terms.loss.bands[0].upTo: may be null only in the last band',
  ],
  [
    'a closed last band',
    edit('{ "upTo": null, "fundShare": "0" }', '{ "upTo": "0.9", "fundShare": "0" }'),
    '8: terms.loss.bands[1].upTo: must be null in the last band',
  ],
  [
    'unknown shared causes',
    edit('"policy"', '"all"'),
    '8: terms.loss.sharedCauses: must be one of policy, any',
  ],
  [
    'no years',
    CASE.replace(/"years": \[[\s\S]*\]/, '"years": []'),
    '10: years: needs at least one year',
  ],
  [
    'a year without a name',
    edit('"year": "2024"', '"year": ""'),
    '12: years[0].year: must not be empty',
  ],
  ['a premium of zero', edit('"1000000.00"', '"0"'), '13: years[0].premium: must be above zero'],
  ['a negative amount', edit('"900000"', '"-1"'), '14: years[0].claimsPaid: must not be negative'],
  [
    'a missing figure',
    edit('      "operatingCost": "30000",\n', ''),
    '11: years[0].operatingCost: is missing',
  ],
  [
    'an unknown cause',
    edit('"benefit-terms"', '"weather"'),
    '18: years[0].policyLosses[0].cause: must be one of',
  ],
  [
    'policy losses that are no list',
    edit('[{ "cause": "benefit-terms", "amount": "1" }]', 'null'),
    '18: years[0].policyLosses: must be a list',
  ],
  [
    'no reserve balance',
    edit(',\n      "reserveBalance": "0"', ''),
    '11: years[0].reserveBalance: is missing',
  ],
  [
    'a year twice',
    CASE.replace(/(\{\s+"year": "2024"[\s\S]*?"reserveBalance": "0"\s+\})/, '$1, $1'),
    '22: years[1].year: stands twice',
  ],
]

test.for(BAD_CASES)('refuses a case with %s', ([, content, expected]) => {
  const write = inputFolder()
  const file = write('case.json', content)
  const result = runGongji(['settle', file])
  expect(result).toMatchObject({ exitCode: 2, stdout: '' })
  expect(result.stderr.split('\n')[0]).toMatch(`${file}:${expected}`)
})

test('mistakes of shape and of sense in one case are all named', () => {
  const write = inputFolder()
  const content = CASE.replace('"annual"', '"monthly"')
    .replace('"0.03"', '"3"')
    .replace('"0.20"', '"0.05"')
    .replace('"0.05", "fundShare": "0.5"', '"0.05", "fundShare": "5"')
    .replace('"1000000.00"', '"0"')
  const file = write('case.json', content)
  const lines = runGongji(['settle', file]).stderr.trim().split('\n')
  expect(lines.map((line) => line.slice(file.length + 1))).toEqual([
    '2: basis: must be one of annual, agreement',
    '4: terms.profitRate: must be between 0 and 1',
    '7: terms.reserve.totalCapRate: must not be below yearlyCapRate',
    '8: terms.loss.bands[0].fundShare: must be between 0 and 1',
    '13: years[0].premium: must be above zero',
  ])
})

test('the command itself settles the same case to the same bytes', () => {
  const write = inputFolder()
  const file = write('case.json', CASE)
  const command = spawnSync('npm', ['run', '-s', 'gongji', '--', 'settle', file], {
    encoding: 'utf8',
  })
  expect(command).toMatchObject({ status: 0, stderr: '' })
  expect(command.stdout).toBe(runGongji(['settle', file]).stdout)
})

test('a reserve balance in a later year of an agreement is refused', () => {
  const write = inputFolder()
  const agreement = JSON.parse(CASE)
  agreement.basis = 'agreement'
  agreement.years.push({ ...agreement.years[0], year: '2025' })
  const result = runGongji(['settle', write('case.json', JSON.stringify(agreement))])
  expect(result.stderr).toContain('years[1].reserveBalance: is carried on from the first year')
})
