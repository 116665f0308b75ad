import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** A script file that the portal serves, or the offline sealing tool, with its SHA-256. */
export type ServedScript = { path: string; sha256: string }

export const PACKER_FILE = 'sealing-tool.html'

/**
 * Every script that a built portal serves, by path; empty when nothing is built.
 * `client` is the folder that the browser can load from.
 */
export function listServedScripts(client: string): ServedScript[] {
  if (!fs.existsSync(client)) return []
  return fs
    .readdirSync(client, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.js') || file === PACKER_FILE)
    .toSorted()
    .map((file) => ({
      path: `/${file}`,
      sha256: sha256(fs.readFileSync(path.join(client, file))),
    }))
}

/** One line a script, as `sha256sum` writes it: what is hashed to name a release. */
export function writeScriptList(scripts: readonly ServedScript[]): string {
  return scripts.map((script) => `${script.sha256}  ${script.path}\n`).join('')
}

/** The release that a list of scripts is (脚本版本). */
export function releaseOf(scripts: readonly ServedScript[]): string {
  return sha256(writeScriptList(scripts))
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
