import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder for one test's files; gives a function that writes one and tells its path. */
export function inputFolder(): (name: string, content: string | Uint8Array) => string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongji-cli-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true }))
  return (name, content) => {
    const file = path.join(folder, name)
    fs.writeFileSync(file, content)
    return file
  }
}
