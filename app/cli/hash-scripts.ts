import path from 'node:path'
import { listServedScripts, releaseOf, writeScriptList } from '#app/http/served-scripts.server.ts'
import { BadInput } from './input-file.ts'

export const HASH_SCRIPTS_USAGE = 'gongji hash-scripts'

/** The scripts of the build in this tree, to compare with those that a portal publishes. */
export function hashScripts(): string {
  const scripts = listServedScripts(path.resolve(import.meta.dirname, '../../build/client'))
  if (scripts.length === 0) throw new BadInput(['there is no build: run npm run build first'])
  return `${writeScriptList(scripts)}${releaseOf(scripts)}  (all of the above)`
}
