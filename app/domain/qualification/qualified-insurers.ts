import { type PlainDate } from '#app/domain/calendar.ts'

/** 具有承办资质的总公司与分支机构. */
export const INSTITUTION_LEVELS = ['head-office', 'branch'] as const
export type InstitutionLevel = (typeof INSTITUTION_LEVELS)[number]

export type QualifiedInstitution = {
  name: string
  level: InstitutionLevel
  headOffice: string // of a branch; its own name for a head office
  region: string // where it may do the business; empty for the nation
}

/** A published list (名录) as a whole replaces the one before from its day. */
export type QualifiedList = {
  inForceFrom: PlainDate
  institutions: readonly QualifiedInstitution[]
}

export type Qualification =
  | { state: 'qualified'; institution: QualifiedInstitution }
  | { state: 'not-listed' }
  | { state: 'no-list' } // none is in force that day: the reviewer decides

/** The list that is in force on a day: the latest that began by then. */
export function listInForce<List extends Pick<QualifiedList, 'inForceFrom'>>(
  lists: readonly List[],
  day: PlainDate,
): List | undefined {
  return lists
    .filter(({ inForceFrom }) => inForceFrom <= day)
    .toSorted((a, b) => (a.inForceFrom < b.inForceFrom ? 1 : -1))[0]
}

/** Whether an insurer is on the list in force on a day, by its full registered name. */
export function qualificationOn(
  lists: readonly QualifiedList[],
  { insurerName, day }: { insurerName: string; day: PlainDate },
): Qualification {
  const list = listInForce(lists, day)
  if (!list) return { state: 'no-list' }
  const institution = list.institutions.find(({ name }) => name === insurerName.trim())
  return institution ? { state: 'qualified', institution } : { state: 'not-listed' }
}

export type ListRow = { row: number; cells: Readonly<Record<string, string>> }
export type ListRowProblem = {
  row: number
  field: 'name' | 'level' | 'head_office' | 'region'
  problem: 'empty' | 'unknown-level' | 'head-office-missing' | 'twice' | 'too-long'
}

export const LIST_COLUMNS = ['name', 'level', 'head_office', 'region'] as const

const LEVEL_WORDS: Readonly<Record<string, InstitutionLevel>> = {
  总公司: 'head-office',
  分公司: 'branch',
  分支机构: 'branch',
  'head-office': 'head-office',
  branch: 'branch',
}

/** Reads an imported list; with any problem nothing is taken. Rows are numbered as in the file. */
export function readQualifiedRows(rows: readonly ListRow[]): {
  institutions: QualifiedInstitution[]
  problems: ListRowProblem[]
} {
  const problems: ListRowProblem[] = []
  const seen = new Set<string>()
  const institutions = rows.flatMap(({ row, cells }): QualifiedInstitution[] => {
    const read = (field: (typeof LIST_COLUMNS)[number]) => (cells[field] ?? '').trim()
    const name = read('name')
    const level = LEVEL_WORDS[read('level')]
    const headOffice = read('head_office')
    const report = (
      field: ListRowProblem['field'],
      problem: ListRowProblem['problem'],
    ): undefined => {
      problems.push({ row, field, problem })
    }
    if (name === '') report('name', 'empty')
    else if (seen.has(name)) report('name', 'twice')
    seen.add(name)
    for (const field of LIST_COLUMNS) if (read(field).length > 200) report(field, 'too-long')
    if (!level) report('level', read('level') === '' ? 'empty' : 'unknown-level')
    if (level === 'branch' && headOffice === '') report('head_office', 'head-office-missing')
    if (!level) return []
    return [
      { name, level, headOffice: level === 'branch' ? headOffice : name, region: read('region') },
    ]
  })
  return { institutions: problems.length > 0 ? [] : institutions, problems }
}
