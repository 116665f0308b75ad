import { expect, test } from 'vitest'
import { buildSealedLog, buildStatement, sign, signer } from '#tests/factories/sealed-log.ts'
import { runGongjiCheck } from '#app/cli/run-gongji.ts'
import { type Receipt, writeReceipt } from '#app/sealing/receipt.ts'
import { type SealedLogFile, writeSealedLogFile } from '#app/sealing/sealed-log-file.ts'
import { inputFolder } from './input-folder.ts'

async function check(log: SealedLogFile, ...receipts: Receipt[]) {
  const write = inputFolder()
  const files = receipts.map((receipt, index) => write(`${index}.json`, writeReceipt(receipt)))
  return runGongjiCheck(['check-sealed-log', write('log.json', writeSealedLogFile(log)), ...files])
}

function wrongLines({ stdout }: { stdout: string }): string[] {
  return stdout.split('\n').filter((line) => line.startsWith('WRONG'))
}

test('a sound log is right in every entry and every commitment', async () => {
  const log = await buildSealedLog()
  const result = await check(log)
  expect(result).toMatchObject({ exitCode: 0, stderr: '' })
  expect(result.stdout.match(/^ok {4}entry/gm)).toHaveLength(3)
  expect(result.stdout).toMatch(/ok {4}commitment up to 2026-02-28T16:00:00.000Z: covers 0 entries/)
  expect(result.stdout).toMatch(/ok {4}commitment up to 2026-03-04T01:00:00.000Z: covers 3 entries/)
  expect(result.stdout).toContain(
    `note  key: compare it with the published one: ${signer.publicKey}`,
  )
})

test('an entry left out makes every commitment that covered it wrong, and breaks the chain', async () => {
  const log = await buildSealedLog()
  const result = await check({ ...log, entries: log.entries.slice(1) })
  expect(result).toMatchObject({ exitCode: 1 })
  expect(wrongLines(result)).toEqual([
    "WRONG entry 2: does not follow its bidder's entry before it",
    expect.stringMatching(/^WRONG commitment up to 2026-03-01/),
    expect.stringMatching(/^WRONG commitment up to 2026-03-04/),
  ])
})

test('an entry put in afterwards is in no commitment', async () => {
  const log = await buildSealedLog()
  const late = sign(buildStatement({ bidderId: 'late', at: '2026-03-03T02:00:00.000Z' }))
  const result = await check({ ...log, entries: [...log.entries, late] })
  expect(wrongLines(result)).toEqual([expect.stringMatching(/^WRONG commitment up to 2026-03-04/)])
})

test('an entry later than every commitment is named', async () => {
  const log = await buildSealedLog()
  const result = await check({ ...log, commitments: log.commitments.slice(0, 2) })
  expect(wrongLines(result)).toEqual([
    'WRONG entry 2: is later than every commitment',
    'WRONG entry 3: is later than every commitment',
  ])
  expect(wrongLines(await check({ ...log, commitments: [] }))).toContain(
    'WRONG commitments: the log has none',
  )
})

test('an entry that is not signed, no receipt, or of another tender is named', async () => {
  const log = await buildSealedLog()
  const [first, second, third] = log.entries
  if (!first || !second || !third) throw new Error('the log has three entries')
  const entries = [
    { ...first, signature: second.signature },
    { ...second, statement: '{}' },
    sign(buildStatement({ bidderId: 'third', tenderId: 'elsewhere' })),
  ]
  expect(wrongLines(await check({ ...log, entries })).slice(0, 3)).toEqual([
    'WRONG entry 1: is not what the key that it names has signed',
    'WRONG entry 2: is not a receipt',
    'WRONG entry 3: is of another tender than the log',
  ])
})

test("a bidder's receipts are looked for in the log", async () => {
  const log = await buildSealedLog()
  const own = log.entries[1]
  if (!own) throw new Error('the log has three entries')
  const found = await check(log, own)
  expect(found).toMatchObject({ exitCode: 0 })
  expect(found.stdout).toMatch(/^ok .*0\.json: is entry 2 of the log$/m)
  const missing = await check(log, own, sign(buildStatement({ bidderId: 'forgotten' })))
  expect(missing).toMatchObject({ exitCode: 1 })
  expect(wrongLines(missing)).toEqual([expect.stringMatching(/1\.json: is not in the log$/)])
  const forged = await check(log, { ...own, signature: 'b'.repeat(128) })
  expect(wrongLines(forged)).toEqual([expect.stringMatching(/key that it names has signed$/)])
})

test('files that cannot be read are named', async () => {
  const write = inputFolder()
  const junk = write('junk.json', '{"format":"gongji-sealed-log/1"}')
  expect(await runGongjiCheck(['check-sealed-log', junk])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `${junk}:1: file: is not a sealed log\n`,
  })
  const log = write('log.json', writeSealedLogFile(await buildSealedLog()))
  expect(await runGongjiCheck(['check-sealed-log', log, junk])).toMatchObject({
    exitCode: 2,
    stderr: `${junk}:1: file: is not a receipt\n`,
  })
})
