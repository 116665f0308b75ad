import { z } from 'zod'
import { type ReviewItem } from '#app/domain/evaluation/review-checklist.ts'
import { clauseKind } from '#app/domain/tender/standard-clauses.ts'
import { CLAUSE_KINDS, type ContractClause } from '#app/domain/tender/tender.ts'
import { choice, requiredText, ticked } from '#app/forms/fields.ts'
import { spareRows } from '#app/forms/spare-row.ts'
import { rowDefaults } from '#app/forms/row-defaults.ts'

const clauseRow = z.object({
  kind: choice('条款类别', CLAUSE_KINDS),
  title: requiredText('条款标题', 60),
  text: requiredText('条款内容', 4000),
})

const reviewItemRow = z.object({
  stage: choice('审查阶段', ['qualification', 'compliance']),
  text: requiredText('审查内容', 400),
  essential: ticked(),
})

/** The clauses and the review checklist; tenders and contract templates have them. */
export const contractClauseShape = {
  clauses: spareRows('title', clauseRow),
  reviewItems: spareRows('text', reviewItemRow),
}

type ContractClauseForm = z.output<z.ZodObject<typeof contractClauseShape>>

/** Item ids follow from the stage and the place in it. */
export function contractClausesFromForm({ clauses, reviewItems }: ContractClauseForm): {
  clauses: ContractClause[]
  reviewItems: ReviewItem[]
} {
  const counts = { qualification: 0, compliance: 0 }
  return {
    clauses,
    reviewItems: reviewItems.map(({ stage, text, essential }) => {
      counts[stage] += 1
      return { id: `${stage}-${counts[stage]}`, stage, text, essential }
    }),
  }
}

/** What those fields show at first. */
export function contractClauseDefaults({
  clauses,
  reviewItems,
}: {
  clauses: readonly ContractClause[]
  reviewItems: readonly ReviewItem[]
}): Record<string, string> {
  return {
    ...rowDefaults('clauses', clauses, (clause) => ({
      kind: clauseKind(clause),
      title: clause.title,
      text: clause.text,
    })),
    ...rowDefaults('reviewItems', reviewItems, ({ stage, text, essential }) => ({
      stage,
      text,
      essential: essential ? 'yes' : '',
    })),
  }
}
