import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from '#app/env.server.ts'
import { type Signer, newSigningSecret, signerFrom } from '#app/sealing/receipt.ts'

/**
 * The portal's key for receipts: SIGNING_KEY, or one made once and kept in the data folder
 * for its owner only. Several copies of the portal need the same SIGNING_KEY.
 */
export const signer: Promise<Signer> = signerFrom(
  env.signingKey ? Buffer.from(env.signingKey, 'hex') : keptSecret(env.dataDir),
)

function keptSecret(dataDir: string): Uint8Array {
  const place = path.join(dataDir, 'signing-key')
  if (!existsSync(place)) {
    mkdirSync(dataDir, { recursive: true })
    try {
      const secret = Buffer.from(newSigningSecret()).toString('hex')
      writeFileSync(place, secret, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
  return Buffer.from(readFileSync(place, 'utf8').trim(), 'hex')
}
