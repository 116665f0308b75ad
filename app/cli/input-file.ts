import fs from 'node:fs'

/** One thing wrong with an input file, printed as `file:line: field: what is wrong`. */
export type InputProblem = { file: string; line: number; field: string; what: string }

/** Bad input or usage: the command prints nothing, lists the problems and exits 2. */
export class BadInput extends Error {
  readonly lines: readonly string[]

  constructor(problems: readonly (InputProblem | string)[]) {
    const lines = problems.map((problem) =>
      typeof problem === 'string'
        ? problem
        : `${problem.file}:${problem.line}: ${problem.field}: ${problem.what}`,
    )
    super(lines[0] ?? 'bad input')
    this.lines = lines.slice(0, MOST_LINES)
    if (lines.length > MOST_LINES) {
      this.lines = [...this.lines, `… and ${lines.length - MOST_LINES} more errors`]
    }
  }
}

const MOST_LINES = 1000

/**
 * Reads a UTF-8 text file, with or without a byte order mark.
 * @throws BadInput when there is no such file or it is not UTF-8
 */
export function readTextFile(file: string): string {
  let bytes: Buffer
  try {
    bytes = fs.readFileSync(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    const what =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'is a folder, not a file'
          : `cannot be read (${code})`
    throw new BadInput([{ file, line: 1, field: 'file', what }])
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const line = lineOfBadByte(bytes)
    throw new BadInput([{ file, line, field: 'file', what: 'is not UTF-8 text' }])
  }
}

function lineOfBadByte(bytes: Buffer): number {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start)
    const row = bytes.subarray(start, end === -1 ? bytes.length : end)
    if (Buffer.compare(Buffer.from(row.toString('utf8'), 'utf8'), row) !== 0) return line
    if (end === -1) return line
    start = end + 1
  }
  return line
}
