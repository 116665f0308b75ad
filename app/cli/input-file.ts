import { constants, isUtf8 } from 'node:buffer'
import fs from 'node:fs'

/** One thing wrong with an input file, printed as `file:line: field: what is wrong`. */
export type InputProblem = { file: string; line: number; field: string; what: string }

const MOST_LINES = 1000
const LONGEST_FIELD = 100

/** Bad input or usage: the command prints nothing, lists the problems and exits 2. */
export class BadInput extends Error {
  readonly lines: readonly string[]

  constructor(problems: readonly (InputProblem | string)[]) {
    const lines = problems.slice(0, MOST_LINES).map(lineOf)
    super(lines[0] ?? 'bad input')
    const unlisted = problems.length - lines.length
    this.lines = unlisted > 0 ? [...lines, `… and ${unlisted} more errors`] : lines
  }
}

function lineOf(problem: InputProblem | string): string {
  if (typeof problem === 'string') return problem
  const { file, line, field, what } = problem
  const name = field.length > LONGEST_FIELD ? `${field.slice(0, LONGEST_FIELD)}…` : field
  return escapeControls(`${file}:${line}: ${name}: ${what}`)
}

/** Field names come from the file: a line break in one must not look like a second error. */
export function escapeControls(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
}

/** What the operating system says of a file, for an error line. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

/**
 * Reads the bytes of a UTF-8 text file.
 * @throws BadInput when there is no such file or it is not UTF-8
 */
export function readUtf8File(file: string): Buffer {
  const bytes = readBytes(file)
  if (isUtf8(bytes)) return bytes
  throw new BadInput([
    { file, line: lineOfBadByte(bytes), field: 'file', what: 'is not UTF-8 text' },
  ])
}

/**
 * Reads a UTF-8 text file, with or without a byte order mark.
 * @throws BadInput when there is no such file, it is not UTF-8 or larger than a string can be
 */
export function readTextFile(file: string): string {
  const bytes = readUtf8File(file)
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    throw new BadInput([{ file, line: 1, field: 'file', what: 'is too large to be read' }])
  }
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}

/** @throws BadInput when there is no such file */
export function readBytes(file: string): Buffer {
  try {
    return fs.readFileSync(file)
  } catch (error) {
    const code = systemCode(error)
    const what = READ_FAILURES[code] ?? `cannot be read (${code})`
    throw new BadInput([{ file, line: 1, field: 'file', what }])
  }
}

const READ_FAILURES: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a folder, not a file',
  ERR_FS_FILE_TOO_LARGE: 'is too large to be read: the limit is 2 GiB',
}

function lineOfBadByte(bytes: Buffer): number {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start)
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
  }
  return line
}
