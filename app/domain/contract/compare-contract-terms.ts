import { type AssessmentTerms } from '#app/domain/assessment/assessment-terms.ts'
import { alignRows, compareLeaves, inUnits } from '#app/domain/tender/compare-terms.ts'
import { clauseKind } from '#app/domain/tender/standard-clauses.ts'
import { type TermChange } from '#app/domain/tender/term-changes.ts'
import { type ContractClause } from '#app/domain/tender/tender.ts'
import { type ContractTerms } from './contract-terms.ts'

/** Leaf by leaf what an amendment changes (变更前后对照); clauses and indicators are found again by their names. */
export function compareContractTerms(
  before: Partial<ContractTerms>,
  after: Partial<ContractTerms>,
): TermChange[] {
  return compareLeaves(inWords(before, before), inWords(before, after))
}

function inWords(before: Partial<ContractTerms>, terms: Partial<ContractTerms>): object {
  return {
    ...terms,
    ...(terms.clauses && {
      clauses: alignRows(
        (before.clauses ?? []).map(withKind),
        terms.clauses.map(withKind),
        ({ title }) => title,
      ),
    }),
    ...(terms.assessment && { assessment: inOrder(before.assessment, terms.assessment) }),
  }
}

function inOrder(before: AssessmentTerms | null | undefined, after: AssessmentTerms) {
  const [was, is] = [before ? inUnits(before).indicators : [], inUnits(after)]
  return { ...is, indicators: alignRows(was, is.indicators, ({ name }) => name) }
}

function withKind({ title, text, kind }: ContractClause): ContractClause {
  return { title, text, kind: clauseKind({ kind }) }
}
