import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type PseudonymKey } from './pseudonym-key.ts'

export const PSEUDONYM_BYTES = 32
const REMEMBERED = 2 ** 17 // persons, 5 MiB

/**
 * Turns persons' ids into pseudonyms, HMAC-SHA256 of the id's UTF-8. The key's state is computed
 * once and copied; persons with an identity number are remembered in a table of fixed size, where
 * a newer one takes the place of an older.
 */
export class Pseudonymiser {
  readonly #keyed
  readonly #scratch
  readonly #single = new Uint8Array(PSEUDONYM_BYTES)
  readonly #regions = new Int32Array(REMEMBERED).fill(-1) // the first nine digits
  readonly #serials = new Int32Array(REMEMBERED) // the next eight; the check digit follows
  readonly #pseudonyms = new Uint8Array(REMEMBERED * PSEUDONYM_BYTES)

  constructor({ secret }: PseudonymKey) {
    this.#keyed = hmac.create(sha256, secret)
    this.#scratch = this.#keyed.clone()
  }

  /** Where the last pseudonym stands: `bytes` from `start` on. */
  bytes: Uint8Array = this.#single
  start = 0

  /** Any id. */
  write(id: Uint8Array): void {
    this.bytes = this.#single
    this.start = 0
    this.#compute(id, this.#single)
  }

  /** An identity number with its digits already read: `region` the first nine, `serial` the next eight. */
  writeIdentityNumber(bytes: Uint8Array, start: number, region: number, serial: number): void {
    const slot = (Math.imul(region, 0x9e3779b1) ^ Math.imul(serial, 0x85ebca6b)) >>> 15
    this.bytes = this.#pseudonyms
    this.start = slot * PSEUDONYM_BYTES
    if (this.#regions[slot] === region && this.#serials[slot] === serial) return
    this.#regions[slot] = region
    this.#serials[slot] = serial
    this.#compute(
      bytes.subarray(start, start + 18),
      this.#pseudonyms.subarray(this.start, this.start + PSEUDONYM_BYTES),
    )
  }

  #compute(id: Uint8Array, out: Uint8Array): void {
    this.#keyed._cloneInto(this.#scratch)
    this.#scratch.update(id)
    this.#scratch.digestInto(out)
  }
}
