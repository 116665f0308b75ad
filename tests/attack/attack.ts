import { Decrypter } from 'age-encryption'
import { combine } from 'shamir-secret-sharing'
import { type Dump } from './dump.ts'

/** What an attacker has: a dump, other bytes of the machine, and some people's keys. */
export type Loot = { dump: Dump; secrets: readonly Uint8Array[]; identities: readonly string[] }

/** What it makes of that. */
export type Taken = {
  keys: string[] // found or made, beyond those it came with
  opened: { from: string; plaintext: Uint8Array }[] // every ciphertext that some key opens
}

type Key = string | CryptoKey
type Ciphertext = { from: string; bytes: Uint8Array<ArrayBuffer> }

const AGE = Buffer.from('age-encryption.org/v1\n')
const SECRET_KEY = /AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}/gi

/**
 * Tries everything on everything: every key on every ciphertext, every 32 bytes in sight as
 * a key, whatever opens as a share in every combination, until nothing new comes of it.
 */
export async function attack({ dump, secrets, identities }: Loot): Promise<Taken> {
  const ciphertexts = findCiphertexts(dump)
  const known = new Set<string>([...identities, ...secretKeysIn(dump.raw)])
  const guesses = await Promise.all([...secrets, ...keySizedBytes(dump)].map(importKey))
  const taken: Taken = { keys: [], opened: [] }
  const closed = new Set(ciphertexts)
  const tried = new Set<Key>()
  for (;;) {
    const fresh: Key[] = [...known, ...guesses].filter((key) => !tried.has(key))
    for (const key of fresh) {
      tried.add(key)
      for (const ciphertext of closed) {
        const plaintext = await tryKey(key, ciphertext.bytes)
        if (!plaintext) continue
        closed.delete(ciphertext)
        taken.opened.push({ from: ciphertext.from, plaintext })
      }
    }
    const shares = taken.opened
      .map(({ plaintext }) => plaintext)
      .filter(({ length }) => length < 200)
    const made = [...shares, ...(await combineEvery(shares)), ...(await combineWithZeros(shares))]
    const before = known.size
    for (const bytes of made) for (const key of secretKeysIn(Buffer.from(bytes))) known.add(key)
    if (known.size === before) break
  }
  taken.keys = [...known].filter((key) => !identities.includes(key))
  return taken
}

/** Age files: stored as they are, in pieces by position, or as base64 inside of texts. */
function findCiphertexts({ tables }: Dump): Ciphertext[] {
  const found: Ciphertext[] = []
  const note = (from: string, bytes: Uint8Array) => {
    if (AGE.equals(bytes.subarray(0, AGE.length)))
      found.push({ from, bytes: new Uint8Array(bytes) })
  }
  const files = new Map<string, Buffer[]>()
  for (const [table, rows] of tables) {
    for (const row of rows) {
      if (table === 'bid_upload_chunks' && Buffer.isBuffer(row.content)) {
        const pieces = files.get(`${row.upload_id}/${row.file}`) ?? []
        pieces[Number(row.position)] = row.content
        files.set(`${row.upload_id}/${row.file}`, pieces)
        continue
      }
      for (const [column, value] of Object.entries(row)) {
        if (value === null) continue
        if (Buffer.isBuffer(value)) note(`${table}.${column}`, value)
        for (const [written] of value.toString('latin1').matchAll(/[A-Za-z0-9+/]{80,}={0,2}/g))
          note(`${table}.${column}`, Buffer.from(written, 'base64'))
      }
    }
  }
  for (const [from, pieces] of files) note(`file ${from}`, Buffer.concat(pieces))
  return found
}

/** Everything of a key's size: byteas of 32 bytes, and 64 hex digits wherever they stand. */
function keySizedBytes({ raw, tables }: Dump): Uint8Array[] {
  const hex = new Set(
    [...raw.toString('latin1').matchAll(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g)].map(
      ([digits]) => digits,
    ),
  )
  for (const rows of tables.values()) {
    for (const row of rows) {
      for (const value of Object.values(row)) {
        if (!Buffer.isBuffer(value)) continue
        if (value.length === 32) hex.add(value.toString('hex'))
        if (value.length > 65_536) continue // ciphertext
        for (const [digits] of value.toString('latin1').matchAll(/\b[0-9a-f]{64}\b/g))
          hex.add(digits)
      }
    }
  }
  return [...hex].map((digits) => Buffer.from(digits, 'hex'))
}

export function secretKeysIn(bytes: Buffer): string[] {
  return [...bytes.toString('latin1').matchAll(SECRET_KEY)].map(([key]) => key.toUpperCase())
}

/** Any 32 bytes are a private key of X25519. */
async function importKey(secret: Uint8Array): Promise<CryptoKey> {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), secret])
  return crypto.subtle.importKey('pkcs8', pkcs8, { name: 'X25519' }, false, ['deriveBits'])
}

async function tryKey(key: Key, ciphertext: Uint8Array): Promise<Uint8Array | undefined> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(key)
  return decrypter.decrypt(new Uint8Array(ciphertext)).catch(() => undefined)
}

async function combineEvery(shares: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const made: Uint8Array[] = []
  for (let chosen = 1; chosen < 2 ** Math.min(shares.length, 9); chosen += 1) {
    const subset = shares.filter((_, index) => (chosen >> index) % 2 === 1)
    const secret = await combine([...subset]).catch(() => undefined)
    if (secret) made.push(secret)
  }
  return made
}

/** One share with one that it makes up itself, at every other place. */
async function combineWithZeros(shares: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const made: Uint8Array[] = []
  for (const share of shares) {
    for (let place = 0; place < 256; place += 1) {
      const zeros = new Uint8Array(share.length)
      zeros[share.length - 1] = place
      const secret = await combine([share, zeros]).catch(() => undefined)
      if (secret) made.push(secret)
    }
  }
  return made
}
