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
  const key = institutionKey(insurerName)
  const institution = list.institutions.find(({ name }) => institutionKey(name) === key)
  return institution ? { state: 'qualified', institution } : { state: 'not-listed' }
}

/** A bid stands by the list of its deadline; what a later list says is shown beside it. */
export type QualificationStanding = {
  onDeadline: Qualification
  today: Qualification
  change: 'none' | 'lost' | 'gained' // since the deadline
}

/**
 * The insurer's qualification for a bid and what has become of it. A list that
 * comes into force after the deadline does not change the bid's standing.
 */
export function qualificationStanding(
  onDeadline: Qualification,
  today: Qualification,
): QualificationStanding {
  const wasQualified = onDeadline.state === 'qualified'
  const isQualified = today.state === 'qualified'
  const change = wasQualified === isQualified ? 'none' : wasQualified ? 'lost' : 'gained'
  return { onDeadline, today, change }
}

/** A name as it is compared: lists and registrations differ in brackets' width and in spaces. */
export function institutionKey(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '')
}

export type ListRow = { row: number; cells: Readonly<Record<string, string>> }
export type ListRowProblem = {
  row: number
  field: ListColumn
  problem: (typeof LIST_ROW_PROBLEMS)[number]
}

export const LIST_COLUMNS = ['name', 'level', 'head_office', 'region'] as const
export type ListColumn = (typeof LIST_COLUMNS)[number]

export const LIST_ROW_PROBLEMS = [
  'empty',
  'unknown-level',
  'head-office-missing',
  'twice',
  'too-long',
] as const

export const MOST_LIST_ROWS = 20_000

const LEVEL_WORDS: Readonly<Record<string, InstitutionLevel>> = {
  总公司: 'head-office',
  分公司: 'branch',
  分支机构: 'branch',
  'head-office': 'head-office',
  branch: 'branch',
}

/** Reads an imported list; with any problem nothing is taken. Rows are numbered as in the file. */
export function readQualifiedRows(rows: readonly ListRow[]): {
  institutions: readonly QualifiedInstitution[]
  problems: readonly ListRowProblem[]
} {
  const problems: ListRowProblem[] = []
  const seen = new Set<string>()
  const institutions = rows.flatMap(({ row, cells }): QualifiedInstitution[] => {
    const read = (field: ListColumn) => (cells[field] ?? '').trim()
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
    else if (seen.has(institutionKey(name))) report('name', 'twice')
    seen.add(institutionKey(name))
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
