import {
  Decrypter,
  Encrypter,
  armor,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption'
import { z } from 'zod'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'

/**
 * The key of an opening officer or an insurer (密钥): an age X25519 identity. It is made in
 * the browser and leaves it only locked by a passphrase, as a file that its holder keeps.
 */
export type SealingKey = { identity: string; recipient: string }

/** A key as its holder keeps it (密钥文件). */
export type KeyFile = {
  format: 'gongji-key/1'
  holder: string // whose it is, for people
  recipient: string // age1…, the public half
  createdAt: string
  lockedIdentity: string // armored age file, locked by the passphrase (scrypt)
}

const keyFile = z.strictObject({
  format: z.literal('gongji-key/1'),
  holder: z.string().max(200),
  recipient: z.string().regex(/^age1[0-9a-z]{58}$/),
  createdAt: z.iso.datetime(),
  lockedIdentity: z.string().max(2_000),
})

export const SHORTEST_PASSPHRASE = 10

export async function makeSealingKey(): Promise<SealingKey> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Whether a text is the public half of such a key. */
export function isRecipient(text: string): boolean {
  return keyFile.shape.recipient.safeParse(text).success
}

/**
 * Locks a key by a passphrase.
 * `workFactor` is log2 of scrypt's N; age's own default unless a test asks for less.
 */
export async function lockKey(
  { identity, recipient }: SealingKey,
  { passphrase, holder, now }: { passphrase: string; holder: string; now: Date },
  workFactor = 18,
): Promise<KeyFile> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(workFactor)
  return {
    format: 'gongji-key/1',
    holder,
    recipient,
    createdAt: now.toISOString(),
    lockedIdentity: armor.encode(await encrypter.encrypt(identity)),
  }
}

export function writeKeyFile(file: KeyFile): string {
  return `${JSON.stringify(file, null, 2)}\n`
}

export function readKeyFile(text: string): Decision<KeyFile, 'not-a-key-file'> {
  try {
    const parsed = keyFile.safeParse(JSON.parse(text))
    return parsed.success ? accept(parsed.data) : refuse('not-a-key-file')
  } catch {
    return refuse('not-a-key-file')
  }
}

/** Opens a key file. A file whose two halves do not belong together is damaged or was meddled with. */
export async function unlockKey(
  file: KeyFile,
  passphrase: string,
): Promise<Decision<SealingKey, 'wrong-passphrase' | 'key-file-damaged'>> {
  const locked = decodeArmor(file.lockedIdentity)
  if (!locked) return refuse('key-file-damaged')
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  let identity: string
  try {
    identity = await decrypter.decrypt(locked, 'text')
  } catch {
    return refuse('wrong-passphrase')
  }
  const recipient = await identityToRecipient(identity).catch(() => undefined)
  return recipient === file.recipient ? accept({ identity, recipient }) : refuse('key-file-damaged')
}

function decodeArmor(text: string): Uint8Array | undefined {
  try {
    return armor.decode(text)
  } catch {
    return undefined
  }
}

/** Encrypts a small secret, such as a share or a challenge, to one recipient. */
export async function encryptTo(recipient: string, secret: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return encrypter.encrypt(secret)
}

/** Undefined when the key does not open it or a byte of it is wrong. */
export async function decryptWith(
  identity: string,
  sealed: Uint8Array,
): Promise<Uint8Array | undefined> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  try {
    return await decrypter.decrypt(sealed)
  } catch {
    return undefined
  }
}

/** The short form of a recipient that people compare by eye. */
export function keyFingerprint(recipient: string): string {
  return recipient
    .slice(4, 24)
    .toUpperCase()
    .replaceAll(/(.{4})(?=.)/g, '$1 ')
}
