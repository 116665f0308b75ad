import { type ParseArgsConfig, parseArgs } from 'node:util'
import { ADJUDICATE_USAGE, adjudicate } from './adjudicate.ts'
import { CHECK_RECEIPT_USAGE, checkReceiptFile } from './check-receipt.ts'
import { CHECK_SEALED_LOG_USAGE, checkSealedLogFile } from './check-sealed-log.ts'
import { type CheckResult } from './findings.ts'
import { HASH_SCRIPTS_USAGE, hashScripts } from './hash-scripts.ts'
import { BadInput } from './input-file.ts'
import { SETTLE_USAGE, settle } from './settle.ts'

const USAGE = [
  `usage: ${ADJUDICATE_USAGE}`,
  `       ${SETTLE_USAGE}`,
  `       ${CHECK_RECEIPT_USAGE}`,
  `       ${CHECK_SEALED_LOG_USAGE}`,
  `       ${HASH_SCRIPTS_USAGE}`,
]

type CommandResult = { exitCode: 0 | 1 | 2; stdout: string; stderr: string }

/** Runs one command line that computes: exit 0 with its answer, or exit 2 with one line per mistake. */
export function runGongji(args: readonly string[]): CommandResult & { exitCode: 0 | 2 } {
  try {
    return { exitCode: 0, stdout: `${compute(args)}\n`, stderr: '' }
  } catch (error) {
    return badInput(error)
  }
}

/** Runs one command line that checks: exit 0 or 1 with one line per check, or exit 2. */
export async function runGongjiCheck(args: readonly string[]): Promise<CommandResult> {
  try {
    return { ...(await check(args)), stderr: '' }
  } catch (error) {
    return badInput(error)
  }
}

export function isCheck([command = '']: readonly string[]): boolean {
  return command.startsWith('check-')
}

function badInput(error: unknown): CommandResult & { exitCode: 2 } {
  if (!(error instanceof BadInput)) throw error
  return { exitCode: 2, stdout: '', stderr: `${error.lines.join('\n')}\n` }
}

function compute([command, ...rest]: readonly string[]): string {
  if (command === 'adjudicate') {
    const { files, values } = readArguments(rest, { 'per-claim': { type: 'string' } })
    const [termsFile, claimsFile] = files
    const perClaim = values['per-claim']
    if (!termsFile || !claimsFile || files.length !== 2 || perClaim === '')
      throw new BadInput(USAGE)
    return adjudicate(termsFile, claimsFile, perClaim)
  }
  if (command === 'settle') {
    const [caseFile] = readFiles(rest, 1)
    if (caseFile) return settle(caseFile)
  }
  if (command === 'hash-scripts') {
    readFiles(rest, 0)
    return hashScripts()
  }
  throw new BadInput(USAGE)
}

async function check([command, ...rest]: readonly string[]): Promise<CheckResult> {
  if (command === 'check-receipt') {
    const { files, values } = readArguments(rest, {
      envelope: { type: 'string' },
      key: { type: 'string' },
    })
    const [receiptFile] = files
    if (receiptFile && files.length === 1)
      return checkReceiptFile(receiptFile, { envelope: values.envelope, key: values.key })
  }
  if (command === 'check-sealed-log') {
    const [logFile, ...receiptFiles] = readArguments(rest, {}).files
    if (logFile) return checkSealedLogFile(logFile, receiptFiles)
  }
  throw new BadInput(USAGE)
}

function readFiles(args: readonly string[], count: number): string[] {
  const { files } = readArguments(args, {})
  if (files.length !== count) throw new BadInput(USAGE)
  return files
}

function readArguments<Options extends Record<string, { type: 'string' }>>(
  args: readonly string[],
  options: Options,
): { files: string[]; values: { [Name in keyof Options]?: string } } {
  try {
    const config = { args: [...args], options, allowPositionals: true } satisfies ParseArgsConfig
    const { positionals, values } = parseArgs(config)
    return { files: positionals, values: values as { [Name in keyof Options]?: string } } // every option is text
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new BadInput([error.message, ...USAGE])
  }
}
