import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { armor } from 'age-encryption'
import * as files from 'cctv-age'
import { expect, test } from 'vitest'
import { openFile } from '#app/sealing/open-envelope.ts'
import { decryptWith, unlockKey } from '#app/sealing/sealing-key.ts'

/*
 * The vectors that all implementations of age share (C2SP/CCTV). None is left out: files go
 * through what reads bids and shares, passphrases and armor through what reads key files.
 */

type Vector = {
  name: string
  expected: string
  payload: string | undefined // SHA-256 of the plaintext as far as it is sound
  identity: string | undefined
  passphrase: string | undefined
  armored: boolean
  file: Uint8Array<ArrayBuffer>
}

const VECTORS = Object.entries(files as Record<string, Uint8Array>)
  .filter(([name]) => name !== 'default')
  .map(([name, bytes]) => readVector(name, bytes))

function readVector(name: string, bytes: Uint8Array): Vector {
  const whole = Buffer.from(bytes)
  const end = whole.indexOf('\n\n')
  const lines = whole.subarray(0, end).toString().split('\n')
  const values = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2))
  const body = whole.subarray(end + 2)
  return {
    name,
    expected: values('expect')[0] ?? '',
    payload: values('payload')[0],
    identity: values('identity')[0],
    passphrase: values('passphrase')[0],
    armored: values('armored')[0] === 'yes',
    file: new Uint8Array(values('compressed').length > 0 ? inflateSync(body) : body),
  }
}

const failures = ['no match', 'header failure', 'HMAC failure', 'payload failure', 'armor failure']

test('there is a vector of success and of every kind of failure', () => {
  expect(new Set(VECTORS.map(({ expected }) => expected))).toEqual(
    new Set(['success', ...failures]),
  )
  expect(VECTORS.length).toBeGreaterThan(140)
})

const sealedToKeys = VECTORS.filter(({ identity, armored }) => identity && !armored)

test.for(sealedToKeys)('$expected as age says: $name', async (vector) => {
  const { identity = '', file, expected, payload } = vector
  const opened = await decryptWith(identity, file)
  const streamed = await readFile(identity, file)
  expect(opened === undefined).toBe(expected !== 'success')
  expect(streamed.whole).toBe(expected === 'success')
  if (opened) expect([sha256(opened), sha256(streamed.released)]).toEqual([payload, payload])
  // A stream that fails later may have given out sound bytes; one without a key none.
  if (!payload) expect(streamed.released.length).toBe(0)
})

const lockedByPassphrase = VECTORS.filter(({ passphrase }) => passphrase)

/** These hold a text that is no key, so a passphrase that fits gives a damaged key file. */
test.for(lockedByPassphrase)('$expected of a key file as age says: $name', async (vector) => {
  const { armored, file, passphrase = '', expected } = vector
  const text = armored ? new TextDecoder().decode(file) : armor.encode(file)
  const unlocked = await unlock(text, passphrase)
  expect(unlocked).toBe(expected === 'success' ? 'key-file-damaged' : 'wrong-passphrase')
})

const inArmor = VECTORS.filter(({ armored, passphrase }) => armored && !passphrase)

/** These open with a key, not a passphrase: sound armor is told by getting as far as the passphrase. */
test.for(inArmor)('$expected of armor as age says: $name', async ({ file, expected }) => {
  const unlocked = await unlock(new TextDecoder().decode(file), 'password')
  expect(unlocked).toBe(expected === 'armor failure' ? 'key-file-damaged' : 'wrong-passphrase')
})

async function unlock(lockedIdentity: string, passphrase: string) {
  const createdAt = '2026-03-02T01:00:00Z'
  const rest = { holder: '', recipient: '', createdAt, format: 'gongji-key/1' as const }
  const unlocked = await unlockKey({ ...rest, lockedIdentity }, passphrase)
  return unlocked.ok ? 'unlocked' : unlocked.refusal
}

async function readFile(
  identity: string,
  file: Uint8Array<ArrayBuffer>,
): Promise<{ released: Uint8Array; whole: boolean }> {
  const released: Uint8Array[] = []
  try {
    const reader = (await openFile(identity, new Blob([file]).stream())).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return { released: Buffer.concat(released), whole: true }
      released.push(value)
    }
  } catch {
    return { released: Buffer.concat(released), whole: false }
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
