import { escapeControls } from './input-file.ts'

/** What a command that checks has found so far: one line a check. */
export type Findings = {
  right: (what: string) => void
  wrong: (what: string) => void
  note: (what: string) => void // not a check: what the reader still has to compare
  result: () => CheckResult
}

/** Exit 0 when every check is right, 1 when one is not. */
export type CheckResult = { exitCode: 0 | 1; stdout: string }

export function newFindings(): Findings {
  const lines: string[] = []
  let anyWrong = false
  const add = (word: string, what: string) => void lines.push(`${word} ${escapeControls(what)}`)
  return {
    right: (what) => add('ok   ', what),
    wrong: (what) => {
      anyWrong = true
      add('WRONG', what)
    },
    note: (what) => add('note ', what),
    result: () => ({ exitCode: anyWrong ? 1 : 0, stdout: `${lines.join('\n')}\n` }),
  }
}
