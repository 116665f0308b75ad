import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type PseudonymKey, pseudonymKeyFrom } from '#app/claims-import/pseudonym-key.ts'
import { env } from '#app/env.server.ts'

/**
 * The portal's key for pseudonyms: PSEUDONYM_KEY, or one made once and kept in the data folder for
 * its owner only. It must outlive the claims: with another key every person would be a stranger.
 */
export const pseudonymKey: PseudonymKey = pseudonymKeyFrom(
  Buffer.from(env.pseudonymKey ?? keptSecret(env.dataDir), 'hex'),
)

function keptSecret(dataDir: string): string {
  const place = path.join(dataDir, 'pseudonym-key')
  if (!existsSync(place)) {
    mkdirSync(dataDir, { recursive: true })
    try {
      writeFileSync(place, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
  return readFileSync(place, 'utf8').trim()
}
