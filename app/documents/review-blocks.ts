import { reviewStageLabel } from '#app/components/labels.ts'
import { itemsOf, rejectionRule, verdictOf } from '#app/domain/evaluation/review-checklist.ts'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { type Block, paragraphs, table } from './document.ts'
import { type EvaluationReportSource, columnGroups, nameOf } from './evaluation-source.ts'
import { dayOf } from './wording.ts'

const STAGES: readonly ReviewStage[] = ['qualification', 'compliance']

/** Each line of the checklists against each bid, then the verdicts. */
export function reviewBlocks(source: EvaluationReportSource): Block[] {
  return [...STAGES.flatMap((stage) => findingTables(source, stage)), verdictTable(source)]
}

function findingTables(
  { terms, bids, reviews }: EvaluationReportSource,
  stage: ReviewStage,
): Block[] {
  const items = itemsOf(terms.reviewItems, stage)
  if (items.length === 0) return []
  return columnGroups(bids).map((group) =>
    table(
      `${reviewStageLabel[stage]}表`,
      [
        ['审查内容', 40],
        ...group.map(({ bidderName }) => [bidderName, 60 / group.length, 'centre'] as const),
      ],
      items.map(({ id, text, essential }) => [
        `${essential ? '★' : ''}${text}`,
        ...group.map(({ submissionId }) => {
          const review = reviews.find(
            (entry) => entry.submissionId === submissionId && entry.stage === stage,
          )
          const finding = review?.findings.find(({ itemId }) => itemId === id)
          if (!finding) return '—'
          return finding.met ? '符合' : `不符合${finding.note ? `：${finding.note}` : ''}`
        }),
      ]),
    ),
  )
}

function verdictTable({ bids, reviews }: EvaluationReportSource): Block {
  return table(
    '审查结论',
    [
      ['投标人', 28],
      ['环节', 13, 'centre'],
      ['结论', 10, 'centre'],
      ['说明', 25],
      ['审查人与日期', 24],
    ],
    reviews.map(({ submissionId, stage, passed, reason, reviewerName, reviewedAt }) => [
      nameOf(bids, submissionId),
      reviewStageLabel[stage],
      passed ? '通过' : '不通过',
      reason,
      `${reviewerName}\n${dayOf(reviewedAt)}`,
    ]),
  )
}

/** Which bids are out, on which lines of the checklists, and why. */
export function rejectionBlocks({ terms, bids, reviews }: EvaluationReportSource): Block[] {
  const rejected = reviews.filter(({ passed }) => !passed)
  if (rejected.length === 0) return paragraphs('无。')
  return rejected.flatMap(({ submissionId, stage, reason, findings }) => {
    const { failed } = verdictOf(terms.reviewItems, stage, findings)
    const lines = failed.map(({ id, text, essential }) => {
      const note = findings.find(({ itemId }) => itemId === id)?.note ?? ''
      return `${essential ? '★' : ''}${text}${note ? `（${note}）` : ''}`
    })
    return paragraphs(
      `${nameOf(bids, submissionId)}：${reviewStageLabel[stage]}不通过。${lines.length > 0 ? `不满足：${lines.join('；')}。` : ''}${reason ? `理由：${reason}。` : ''}依据：${rejectionRule(terms.regime, stage)}。`,
    )
  })
}
