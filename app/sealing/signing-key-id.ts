import { hexToBytes } from '@noble/hashes/utils.js'
import { sha256Hex } from './hash.ts'

/** The short name of a signing key by its public half in hex: the first 16 digits of its SHA-256. */
export async function signingKeyId(publicKey: string): Promise<string> {
  return (await sha256Hex(hexToBytes(publicKey))).slice(0, 16)
}

/** @example signingKeyFingerprint('0123456789abcdef') // '0123 4567 89ab cdef' */
export function signingKeyFingerprint(id: string): string {
  return id.replaceAll(/(.{4})(?=.)/g, '$1 ')
}
