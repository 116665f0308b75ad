import { type TenderProblem } from './check-tender.ts'
import { type ClauseKind, type ContractClause } from './tender.ts'

/** What was written before clauses had kinds counts as standard. */
export function clauseKind({ kind = 'standard' }: Pick<ContractClause, 'kind'>): ClauseKind {
  return kind
}

export function clausesOf(
  clauses: readonly ContractClause[],
  kind: ClauseKind,
): readonly ContractClause[] {
  return clauses.filter((clause) => clauseKind(clause) === kind)
}

/** Whether both have the same standard clauses (通用条款), word for word and in the same order. */
export function hasSameStandardClauses(
  one: readonly ContractClause[],
  other: readonly ContractClause[],
): boolean {
  const [standard, others] = [clausesOf(one, 'standard'), clausesOf(other, 'standard')]
  return (
    standard.length === others.length &&
    standard.every((clause, index) => isSameText(clause, others[index]))
  )
}

/**
 * A tender that uses a contract template takes its standard clauses as they are, all of
 * them; what it adds are special clauses (专用条款). `templates` are the clauses of those in use.
 */
export function checkStandardClauses(
  clauses: readonly ContractClause[],
  templates: readonly (readonly ContractClause[])[],
): TenderProblem[] {
  if (clausesOf(clauses, 'standard').length === 0) return []
  if (templates.some((template) => hasSameStandardClauses(clauses, template))) return []
  const known = templates.flatMap((template) => clausesOf(template, 'standard'))
  const changed = clauses.findIndex(
    (clause) =>
      clauseKind(clause) === 'standard' && !known.some((other) => isSameText(clause, other)),
  )
  return changed === -1
    ? [{ path: 'clauses', problem: 'standard-clauses-incomplete' }]
    : [{ path: `clauses.${changed}.text`, problem: 'standard-clause-changed' }]
}

function isSameText(one: ContractClause, other: ContractClause | undefined): boolean {
  return one.title === other?.title && one.text === other.text
}
