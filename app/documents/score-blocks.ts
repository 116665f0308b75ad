import { pointsText } from '#app/components/format.ts'
import { scoreFlagLabel } from '#app/components/labels.ts'
import { arithmeticText } from '#app/components/score-text.ts'
import { type CriterionScore } from '#app/domain/evaluation/lot-ranking.ts'
import { OUTLIER_PERCENT, expertScoresOf, flagScores } from '#app/domain/evaluation/score-flags.ts'
import { type ScoringCriterion } from '#app/domain/evaluation/scoring-criteria.ts'
import { type Block, table } from './document.ts'
import { type EvaluationReportSource, columnGroups, nameOf } from './evaluation-source.ts'

/** Every point that a formula gave, with the numbers it came from. */
export function formulaScoreBlocks({ terms, lot, bids, ranking }: EvaluationReportSource): Block[] {
  const criteria = terms.criteria.filter(({ by }) => by === 'formula')
  if (criteria.length === 0) return []
  return [
    table(
      '每项得分及计算过程',
      [
        ['评分项', 20],
        ['投标人', 30],
        ['计算过程', 36],
        ['得分', 14, 'end'],
      ],
      criteria.flatMap((criterion) =>
        ranking.ranked.flatMap(({ bidId, criteria: scores }) => {
          const score = scores.find(({ criterionId }) => criterionId === criterion.id)
          return score
            ? [
                [
                  `${criterion.name}（${pointsText(criterion.maxPoints)}）`,
                  nameOf(bids, bidId),
                  arithmeticText(score, criterion, lot.bidBasis, (expertId) => expertId),
                  pointsText(score.points),
                ],
              ]
            : []
        }),
      ),
    ),
  ]
}

/** Every expert's points on every criterion, then the reasons given. */
export function expertScoreBlocks(source: EvaluationReportSource): Block[] {
  const criteria = source.terms.criteria.filter(({ by }) => by === 'expert')
  return criteria.flatMap((criterion) => [
    ...pointTables(source, criterion),
    reasonTable(source, criterion),
  ])
}

function pointTables(source: EvaluationReportSource, criterion: ScoringCriterion): Block[] {
  const { bids, ranking } = source
  const scored = bids.filter(({ submissionId }) =>
    ranking.ranked.some(({ bidId }) => bidId === submissionId),
  )
  return columnGroups(scored).map((group) => {
    const scores = group.map(({ submissionId }) => expertScores(source, criterion, submissionId))
    const experts = scores[0]?.experts ?? []
    return table(
      `${criterion.name}（满分 ${pointsText(criterion.maxPoints)}）`,
      [
        ['专家', 20],
        ...group.map(({ bidderName }) => [bidderName, 80 / group.length, 'end'] as const),
      ],
      [
        ...experts.map(({ expertId }) => [
          expertName(source, expertId),
          ...scores.map((score) => {
            const own = score?.experts.find((expert) => expert.expertId === expertId)
            return own ? pointsText(own.points) : ''
          }),
        ]),
        ['平均分', ...scores.map((score) => (score ? pointsText(score.mean) : ''))],
      ],
    )
  })
}

function reasonTable(source: EvaluationReportSource, criterion: ScoringCriterion): Block {
  return table(
    `${criterion.name}：评分理由`,
    [
      ['专家', 15],
      ['投标人', 25],
      ['得分', 10, 'end'],
      ['理由', 50],
    ],
    source.ranking.ranked.flatMap(({ bidId }) =>
      (expertScores(source, criterion, bidId)?.experts ?? []).map(
        ({ expertId, points, reason }) => [
          expertName(source, expertId),
          nameOf(source.bids, bidId),
          pointsText(points),
          reason,
        ],
      ),
    ),
  )
}

/** Scores that stand out: the sheets stay as signed, the report says so. */
export function scoreFlagBlocks(source: EvaluationReportSource): Block[] {
  const { terms, bids, ranking } = source
  const flags = flagScores(expertScoresOf(ranking), terms.criteria)
  if (flags.length === 0) return []
  return [
    table(
      `偏离平均分超过满分的${OUTLIER_PERCENT}%，或者理由雷同、缺失的评分`,
      [
        ['专家', 14],
        ['投标人', 26],
        ['评分项', 18],
        ['得分', 10, 'end'],
        ['平均分', 10, 'end'],
        ['提示', 22],
      ],
      flags.map(({ expertId, bidId, criterionId, points, mean, flag }) => [
        expertName(source, expertId),
        nameOf(bids, bidId),
        terms.criteria.find(({ id }) => id === criterionId)?.name ?? criterionId,
        pointsText(points),
        pointsText(mean),
        scoreFlagLabel[flag],
      ]),
    ),
  ]
}

function expertScores(
  { ranking }: EvaluationReportSource,
  criterion: ScoringCriterion,
  submissionId: string,
) {
  const bid = ranking.ranked.find(({ bidId }) => bidId === submissionId)
  const score: CriterionScore | undefined = bid?.criteria.find(
    ({ criterionId }) => criterionId === criterion.id,
  )
  return score?.arithmetic.by === 'expert'
    ? { experts: score.arithmetic.experts, mean: score.points }
    : undefined
}

function expertName({ committee }: EvaluationReportSource, expertId: string): string {
  return committee.find((member) => member.expertId === expertId)?.name ?? expertId
}
