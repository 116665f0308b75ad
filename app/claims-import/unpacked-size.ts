import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)
const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1')
const MOST_ENTRIES = 1000

/**
 * Whether an archive unpacks to more than `most` bytes, by unpacking it: what its directory says
 * of sizes can be a lie, and a few kilobytes can hold gigabytes of zeros.
 */
export async function unpacksBeyond(archive: Uint8Array, most: number): Promise<boolean> {
  const content = Buffer.from(archive.buffer, archive.byteOffset, archive.length)
  let total = 0
  let entries = 0
  for (
    let at = content.indexOf(LOCAL_HEADER);
    at >= 0;
    at = content.indexOf(LOCAL_HEADER, at + 4)
  ) {
    if (at + 30 > content.length) break
    entries += 1
    const begin = at + 30 + content.readUInt16LE(at + 26) + content.readUInt16LE(at + 28)
    const size = await inflatedSize(content.subarray(begin), most - total)
    if (size === 'beyond' || entries > MOST_ENTRIES) return true
    total += size
  }
  return false
}

async function inflatedSize(packed: Buffer, most: number): Promise<number | 'beyond'> {
  try {
    return (await inflate(packed, { maxOutputLength: most + 1 })).length
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'beyond' : 0 // not packed, or no entry at all
  }
}
