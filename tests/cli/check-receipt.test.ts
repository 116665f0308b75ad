import { expect, test } from 'vitest'
import {
  buildReceiptedEnvelope,
  buildStatement,
  sign,
  signer,
} from '#tests/factories/sealed-log.ts'
import { runGongjiCheck } from '#app/cli/run-gongji.ts'
import { writeReceipt } from '#app/sealing/receipt.ts'
import { inputFolder } from './input-folder.ts'

const otherKey = 'a'.repeat(64)

test('a receipt is right by its signature, and says what the reader still has to compare', async () => {
  const file = inputFolder()('receipt.json', writeReceipt(sign(buildStatement())))
  const result = await runGongjiCheck(['check-receipt', file])
  expect(result).toMatchObject({ exitCode: 0, stderr: '' })
  expect(result.stdout.split('\n')).toEqual([
    'ok    signature: submitted at 2026-03-01T02:03:04.567Z, lot lot, revision 1, documents version 1',
    `note  key: compare it with the published one: ${signer.publicKey}`,
    '',
  ])
})

test('a receipt is compared with the published key', async () => {
  const file = inputFolder()('receipt.json', writeReceipt(sign(buildStatement())))
  const right = await runGongjiCheck(['check-receipt', file, '--key', signer.publicKey])
  expect(right).toMatchObject({ exitCode: 0 })
  expect(right.stdout).toContain(`ok    key: signed by ${signer.publicKey}`)
  const wrong = await runGongjiCheck(['check-receipt', file, '--key', otherKey])
  expect(wrong).toMatchObject({ exitCode: 1 })
  expect(wrong.stdout).toContain(`WRONG key: signed by ${signer.publicKey}, not by ${otherKey}`)
})

test('a receipt with one digit changed is not signed', async () => {
  const receipt = sign(buildStatement())
  const statement = receipt.statement.replace('02:03:04.567', '02:03:04.568')
  const file = inputFolder()('receipt.json', writeReceipt({ ...receipt, statement }))
  const result = await runGongjiCheck(['check-receipt', file])
  expect(result).toMatchObject({ exitCode: 1, stderr: '' })
  expect(result.stdout).toMatch(/^WRONG signature: /)
})

test('a receipt that is damaged is wrong by the part that is', async () => {
  const receipt = sign(buildStatement())
  const wrong = async (changed: Partial<typeof receipt>) => {
    const file = inputFolder()('receipt.json', writeReceipt({ ...receipt, ...changed }))
    return (await runGongjiCheck(['check-receipt', file])).stdout
  }
  expect(await wrong({ statement: receipt.statement.slice(1) })).toMatch(/^WRONG statement: /)
  expect(await wrong({ signature: receipt.signature.slice(1) })).toMatch(/^WRONG signature: /)
  expect(await wrong({ publicKey: receipt.publicKey.slice(1) })).toMatch(/^WRONG key: /)
})

test('the envelope that its bidder kept is the one of the receipt, byte for byte', async () => {
  const { receipt, envelope } = await buildReceiptedEnvelope()
  const bytes = new Uint8Array(await envelope.arrayBuffer())
  const write = inputFolder()
  const file = write('receipt.json', writeReceipt(receipt))
  const same = await runGongjiCheck([
    'check-receipt',
    file,
    '--envelope',
    write('bid.gongji-bid', bytes),
  ])
  expect(same).toMatchObject({ exitCode: 0 })
  expect(same.stdout.match(/^ok {4}envelope/gm)).toHaveLength(2)

  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  const changed = write('changed.gongji-bid', bytes)
  const result = await runGongjiCheck(['check-receipt', file, '--envelope', changed])
  expect(result).toMatchObject({ exitCode: 1 })
  expect(result.stdout.match(/^WRONG.*$/gm)).toEqual(['WRONG envelope: file 1, chunk 1 is damaged'])
})

test('an envelope of another sealing is not that of the receipt', async () => {
  const { receipt } = await buildReceiptedEnvelope()
  const { envelope } = await buildReceiptedEnvelope()
  const write = inputFolder()
  const result = await runGongjiCheck([
    'check-receipt',
    write('receipt.json', writeReceipt(receipt)),
    '--envelope',
    write('bid.gongji-bid', new Uint8Array(await envelope.arrayBuffer())),
  ])
  expect(result).toMatchObject({ exitCode: 1 })
  expect(result.stdout.match(/^WRONG envelope: the share sealed to age1/gm)).toHaveLength(3)
})

test('files that are no receipt or no envelope are named', async () => {
  const write = inputFolder()
  const junk = write('junk.json', '{}')
  expect(await runGongjiCheck(['check-receipt', junk])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `${junk}:1: file: is not a receipt\n`,
  })
  const receipt = write('receipt.json', writeReceipt(sign(buildStatement())))
  expect(await runGongjiCheck(['check-receipt', receipt, '--envelope', junk])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `${junk}:1: file: is not a sealed bid\n`,
  })
  const missing = await runGongjiCheck(['check-receipt', `${junk}.no`])
  expect(missing).toMatchObject({
    exitCode: 2,
    stderr: `${junk}.no:1: file: there is no such file\n`,
  })
})

test('without a receipt the usage is shown', async () => {
  for (const args of [['check-receipt'], ['check-receipt', 'a', 'b'], ['check-nothing']]) {
    const result = await runGongjiCheck(args)
    expect(result).toMatchObject({ exitCode: 2, stdout: '' })
    expect(result.stderr).toContain('gongji check-receipt RECEIPT.json')
  }
})
