import { keyFingerprint } from '#app/sealing/sealing-key.ts'

/** What a key's file is called. @example keyFileName('opening', 'age1qqqq…') // '密钥-opening-QQQQQQQQ.json' */
export function keyFileName(holder: string, recipient: string): string {
  const name = holder.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
  return `密钥-${name}-${keyFingerprint(recipient).replaceAll(' ', '').slice(0, 8)}.json`
}
