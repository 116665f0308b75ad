import { type AssessmentTerms } from '#app/domain/assessment/assessment-terms.ts'
import { clauseKind } from './standard-clauses.ts'
import { type TermChange, type TermValue } from './term-changes.ts'
import { type TenderTerms } from './tender.ts'

/**
 * Field by field what differs between two versions of a tender's terms (更正前后对照).
 * Criteria, indicators, review items, clauses and years are found again by what they are called, so
 * that a row put in or taken out leaves the others as they were; they keep the number
 * they had, and new ones follow. Other rows are compared by their place. Ids that only
 * code knows are not said.
 */
export function compareTerms(before: TenderTerms, after: TenderTerms): TermChange[] {
  const [was, is] = [readable(before), readable(after)]
  return compareLeaves(was, inOrderOf(was, is))
}

/** Leaf by leaf what differs between two values, by dotted path. */
export function compareLeaves(before: object, after: object): TermChange[] {
  const old = leavesOf(before)
  const now = leavesOf(after)
  const paths = [...old.keys(), ...[...now.keys()].filter((path) => !old.has(path))]
  return paths.flatMap((path): TermChange[] => {
    const [was, is] = [old.get(path) ?? null, now.get(path) ?? null]
    return same(was, is) ? [] : [{ path, before: was, after: is, affectsBids: affectsBids(path) }]
  })
}

/** What a bidder need not look at again: how the purchase is called and whom to ask. */
const NEUTRAL = new Set([
  'title',
  'projectNumber',
  'contact',
  'shortTermReason',
  'bidderOpeningMinutes',
])

/**
 * Whether a change of the field may affect how a bid is written (可能影响投标文件编制):
 * everything does, but names, contact and the dates of the timetable. A deadline that
 * moves later only gives time.
 * Basis: 招标投标法实施条例 第二十一条; 政府采购法实施条例 第三十一条.
 */
function affectsBids(path: string): boolean {
  const [group = ''] = path.split('.')
  return !NEUTRAL.has(group) && group !== 'timetable' && group !== 'calendarOverrides'
}

/** Terms with every clause's kind written out and every indicator's values under their unit. */
function readable(terms: TenderTerms) {
  const clauses = terms.clauses.map(({ kind, title, text }) => ({
    kind: clauseKind({ kind }),
    title,
    text,
  }))
  return { ...terms, clauses, assessment: terms.assessment && inUnits(terms.assessment) }
}

type Readable = ReturnType<typeof readable>

/** A value of an indicator says its unit in its path, as `target.rate`: the text of a change needs it. */
export function inUnits(assessment: AssessmentTerms) {
  return {
    ...assessment,
    indicators: assessment.indicators.map((indicator) => ({
      ...indicator,
      target: { [indicator.unit]: indicator.target },
      step: { [indicator.unit]: indicator.step },
    })),
  }
}

function inOrderOf(before: Readable, after: Readable) {
  return {
    ...after,
    criteria: alignRows(before.criteria, after.criteria, ({ name }) => name),
    reviewItems: alignRows(
      before.reviewItems,
      after.reviewItems,
      ({ stage, text }) => `${stage} ${text}`,
    ),
    clauses: alignRows(before.clauses, after.clauses, ({ title }) => title),
    assessment: after.assessment && {
      ...after.assessment,
      indicators: alignRows(
        before.assessment?.indicators ?? [],
        after.assessment.indicators,
        ({ name }) => name,
      ),
    },
    experience: alignRows(before.experience, after.experience, ({ year }) => year),
  }
}

/** The rows of `after` at the places of `before`; one that has gone leaves its place empty. */
export function alignRows<Row>(
  before: readonly Row[],
  after: readonly Row[],
  keyOf: (row: Row) => string,
): (Row | null)[] {
  const left = [...after]
  const found = before.map((row) => {
    const index = left.findIndex((other) => keyOf(other) === keyOf(row))
    return index === -1 ? null : left.splice(index, 1)[0]
  })
  const renamed = found.map((row) => row ?? left.shift() ?? null)
  return [...renamed, ...left]
}

/** The leaves of a value by dotted path. */
export function leavesOf(terms: object): Map<string, TermValue> {
  const leaves = new Map<string, TermValue>()
  collect('', terms, leaves)
  return leaves
}

function collect(path: string, value: unknown, leaves: Map<string, TermValue>): void {
  if (isLeaf(value)) leaves.set(path, value)
  else if (value !== null && typeof value === 'object') {
    for (const [key, part] of Object.entries(value))
      if (key !== 'id') collect(path === '' ? key : `${path}.${key}`, part, leaves)
  }
}

function isLeaf(value: unknown): value is TermValue {
  return value === null || value instanceof Date || typeof value !== 'object'
}

function same(a: TermValue, b: TermValue): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime()
  return a === b
}
