import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** The key that makes pseudonyms of persons, and its fingerprint, which is all the database has of it. */
export type PseudonymKey = { id: string; secret: Uint8Array }

const FINGERPRINT_OF = new TextEncoder().encode('gongji pseudonym key')

export function pseudonymKeyFrom(secret: Uint8Array): PseudonymKey {
  if (secret.length !== 32) throw new Error('a pseudonym key has 32 bytes')
  const fingerprint = Buffer.from(hmac(sha256, secret, FINGERPRINT_OF))
    .toString('hex')
    .slice(0, 32)
  return { id: fingerprint, secret }
}
