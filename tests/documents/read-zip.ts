import { inflateRawSync } from 'node:zlib'

/** The text of every entry of a zip that an office program wrote. */
export function readZip(zip: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(zip)
  let end = bytes.length - 22
  while (bytes.readUInt32LE(end) !== 0x06054b50) end -= 1
  let at = bytes.readUInt32LE(end + 16)
  const entries = new Map<string, string>()
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field))
    const local = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0))
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const raw = bytes.subarray(start, start + bytes.readUInt32LE(at + 20))
    const content = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(raw) : raw
    entries.set(name, content.toString('utf8'))
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return entries
}
