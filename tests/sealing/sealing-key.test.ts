import { expect, test } from 'vitest'
import {
  type KeyFile,
  decryptWith,
  encryptTo,
  isRecipient,
  keyFingerprint,
  lockKey,
  makeSealingKey,
  readKeyFile,
  unlockKey,
  writeKeyFile,
} from '#app/sealing/sealing-key.ts'

const QUICK = 4 // scrypt work factor: these tests are not about how long guessing takes
const PASSPHRASE = '口令 correct horse'

async function lockedKey() {
  const key = await makeSealingKey()
  const now = new Date('2026-03-02T01:00:00Z')
  const file = await lockKey(key, { passphrase: PASSPHRASE, holder: '某人', now }, QUICK)
  return { key, file }
}

test('a key file gives its key back for its passphrase alone', async () => {
  const { key, file } = await lockedKey()
  const read = readKeyFile(writeKeyFile(file))
  expect(read).toEqual({ ok: true, value: file })
  expect(await unlockKey(file, PASSPHRASE)).toEqual({ ok: true, value: key })
  for (const wrong of ['', PASSPHRASE.toUpperCase(), `${PASSPHRASE} `])
    expect(await unlockKey(file, wrong)).toEqual({ ok: false, refusal: 'wrong-passphrase' })
})

test('a key file holds the private half in no readable form', async () => {
  const { key, file } = await lockedKey()
  expect(writeKeyFile(file)).not.toContain(key.identity)
  expect(writeKeyFile(file)).not.toContain('AGE-SECRET-KEY')
})

test('what is not a key file is told apart', async () => {
  const { file } = await lockedKey()
  const others = [
    '',
    'AGE-SECRET-KEY-1',
    '[]',
    '{}',
    JSON.stringify({ ...file, format: 'gongji-key/2' }),
    JSON.stringify({ ...file, recipient: 'age1' }),
    JSON.stringify({ ...file, more: 1 }),
  ]
  for (const text of others)
    expect(readKeyFile(text)).toEqual({ ok: false, refusal: 'not-a-key-file' })
})

test('halves that do not belong together are damage', async () => {
  const [{ file }, other] = [await lockedKey(), await makeSealingKey()]
  const damaged: KeyFile[] = [
    { ...file, recipient: other.recipient },
    { ...file, lockedIdentity: file.lockedIdentity.replace('BEGIN', 'BEGIM') },
  ]
  for (const meddled of damaged)
    expect(await unlockKey(meddled, PASSPHRASE)).toEqual({ ok: false, refusal: 'key-file-damaged' })
})

test('what is encrypted to a public half opens with its private half alone', async () => {
  const [mine, other] = [await makeSealingKey(), await makeSealingKey()]
  const secret = new TextEncoder().encode('份额')
  const sealed = await encryptTo(mine.recipient, secret)
  expect(await decryptWith(mine.identity, sealed)).toEqual(secret)
  expect(await decryptWith(other.identity, sealed)).toBeUndefined()
  expect(await decryptWith(mine.identity, sealed.slice(0, -1))).toBeUndefined()
})

test('a fingerprint is five groups of four, and the private half has none', async () => {
  const { identity, recipient } = await makeSealingKey()
  expect(keyFingerprint(recipient)).toMatch(/^([0-9A-Z]{4} ){4}[0-9A-Z]{4}$/)
  expect(isRecipient(recipient)).toBe(true)
  expect(isRecipient(identity)).toBe(false)
})
