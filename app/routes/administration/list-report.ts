import {
  LIST_COLUMNS,
  LIST_ROW_PROBLEMS,
  type ListColumn,
  type ListRowProblem,
} from '#app/domain/qualification/qualified-insurers.ts'

export const listColumnLabel: Record<ListColumn, string> = {
  name: '名称',
  level: '级别',
  head_office: '总公司',
  region: '地区',
}

export const listProblemLabel: Record<ListRowProblem['problem'], string> = {
  empty: '不能为空',
  'unknown-level': '只能填“总公司”或“分公司”',
  'head-office-missing': '分公司须填写所属总公司',
  twice: '同一名称出现两次',
  'too-long': '超过200字',
}

/** A report as one line a problem, which a form can carry and `readReport` reads back. */
export function reportText(problems: readonly ListRowProblem[]): string {
  return problems.map(({ row, field, problem }) => `${row} ${field} ${problem}`).join('\n')
}

/** Only lines that name a row, a column and a known problem come back: no other text passes. */
export function readReport(text: string): ListRowProblem[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [row = '', fieldWord, problemWord] = line.split(' ')
    const field = LIST_COLUMNS.find((column) => column === fieldWord)
    const problem = LIST_ROW_PROBLEMS.find((known) => known === problemWord)
    return /^\d{1,7}$/.test(row) && field && problem ? [{ row: Number(row), field, problem }] : []
  })
}
