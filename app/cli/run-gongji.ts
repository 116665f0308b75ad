import { parseArgs } from 'node:util'
import { ADJUDICATE_USAGE, adjudicate } from './adjudicate.ts'
import { BadInput } from './input-file.ts'
import { SETTLE_USAGE, settle } from './settle.ts'

const USAGE = [`usage: ${ADJUDICATE_USAGE}`, `       ${SETTLE_USAGE}`]

/** Runs one command line: exit 0 with JSON on stdout, or exit 2 with one line per mistake. */
export function runGongji(args: readonly string[]): {
  exitCode: 0 | 2
  stdout: string
  stderr: string
} {
  try {
    return { exitCode: 0, stdout: `${dispatch(args)}\n`, stderr: '' }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { exitCode: 2, stdout: '', stderr: `${error.lines.join('\n')}\n` }
  }
}

function dispatch([command, ...rest]: readonly string[]): string {
  if (command === 'adjudicate') {
    const { files, perClaim } = readArguments(rest)
    const [termsFile, claimsFile] = files
    if (!termsFile || !claimsFile || files.length !== 2 || perClaim === '')
      throw new BadInput(USAGE)
    return adjudicate(termsFile, claimsFile, perClaim)
  }
  if (command === 'settle') {
    const { files, perClaim } = readArguments(rest)
    const [caseFile] = files
    if (!caseFile || files.length !== 1 || perClaim !== undefined) throw new BadInput(USAGE)
    return settle(caseFile)
  }
  throw new BadInput(USAGE)
}

function readArguments(args: readonly string[]): { files: string[]; perClaim: string | undefined } {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { 'per-claim': { type: 'string' } },
      allowPositionals: true,
    })
    return { files: positionals, perClaim: values['per-claim'] }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new BadInput([error.message, ...USAGE])
  }
}
