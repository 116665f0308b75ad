import { createHash } from 'node:crypto'

/** A secret that is looked for, in every form it might have been left in. */
export type Needle = {
  what: string
  plain: Buffer[] // as a database or a program would store it
  encoded: Buffer[] // as it would stand in a text, a log or a message
}

export function textNeedle(what: string, text: string): Needle {
  const escaped = [...text].map((letter) => {
    const code = (letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')
    return code.length > 4 ? letter : `\\u${code}`
  })
  const utf16 = Buffer.from(text, 'utf16le')
  return {
    what,
    plain: [Buffer.from(text), utf16],
    encoded: [
      ...encodingsOf(Buffer.from(text)),
      Buffer.from(utf16).swap16(),
      Buffer.from(text.toLowerCase()),
      Buffer.from(text.toUpperCase()),
      Buffer.from(escaped.join('')),
      Buffer.from(encodeURIComponent(text)),
      Buffer.from([...text].toReversed().join('')),
    ],
  }
}

export function bytesNeedle(what: string, bytes: Uint8Array): Needle {
  return { what, plain: [Buffer.from(bytes)], encoded: encodingsOf(Buffer.from(bytes)) }
}

/** An amount as text, as PostgreSQL keeps it on disk (groups of four digits), and as an integer. */
export function amountNeedle(what: string, amount: bigint): Needle {
  const digits = amount.toString()
  const groups = digits
    .padStart(Math.ceil(digits.length / 4) * 4, '0')
    .match(/.{4}/g)
    ?.map(Number)
  const disk = Buffer.alloc((groups?.length ?? 0) * 2)
  groups?.forEach((group, index) => disk.writeInt16LE(group, index * 2))
  const network = Buffer.alloc(8)
  network.writeBigInt64BE(amount)
  const { plain, encoded } = textNeedle(what, digits)
  return { what, plain: [...plain, disk, network, Buffer.from(network).reverse()], encoded }
}

/** A hash of what is short enough to be guessed would tell it too. */
export function hashNeedle(what: string, content: Uint8Array): Needle {
  return bytesNeedle(`SHA-256 of ${what}`, createHash('sha256').update(content).digest())
}

function encodingsOf(bytes: Buffer): Buffer[] {
  const hex = bytes.toString('hex')
  const octal = Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
  return [
    Buffer.from(hex),
    Buffer.from(hex.toUpperCase()),
    Buffer.from(octal),
    Buffer.from(bytes.join(',')),
    ...[0, 1, 2].flatMap((shift) => base64Within(bytes, shift)),
  ]
}

/** The letters of base64 that depend on these bytes alone, `shift` bytes into the encoded whole. */
function base64Within(bytes: Buffer, shift: number): Buffer[] {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replaceAll('=', '')
  const certain = whole.slice(Math.ceil((shift * 8) / 6), -1)
  return [certain, certain.replaceAll('+', '-').replaceAll('/', '_')].map((text) =>
    Buffer.from(text),
  )
}

/** Which needles stand in a haystack, as they are or in any encoding. */
export function found(needles: readonly Needle[], haystack: Buffer): string[] {
  return needles
    .filter(({ plain, encoded }) => [...plain, ...encoded].some((form) => haystack.includes(form)))
    .map(({ what }) => what)
}

/** For haystacks that only a database writes. */
export function foundPlain(needles: readonly Needle[], haystack: Buffer): string[] {
  return found(
    needles.map((needle) => ({ ...needle, encoded: [] })),
    haystack,
  )
}
