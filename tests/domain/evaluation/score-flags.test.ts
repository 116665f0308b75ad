import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expertScoresOf, flagScores } from '#app/domain/evaluation/score-flags.ts'
import { scoreBids } from '#app/domain/evaluation/score-bids.ts'
import { type ExpertScore, type ScoringCriterion } from '#app/domain/evaluation/scoring-criteria.ts'

const PLAN: ScoringCriterion = {
  id: 'plan',
  name: '方案',
  maxPoints: 1_000n,
  by: 'expert',
  guidance: '',
}

function score(expertId: string, bidId: string, points: bigint, reason?: string): ExpertScore {
  return { expertId, bidId, criterionId: 'plan', points, reason: reason ?? `${expertId} ${bidId}` }
}

function flagsOf(scores: readonly ExpertScore[]): string[] {
  return flagScores(scores, [PLAN]).map(
    ({ expertId, bidId, flag }) => `${expertId} ${bidId} ${flag}`,
  )
}

test('a score stands out only when it is more than 30% of the maximum from the mean', () => {
  // mean 500: 800 is just 30% away, of 801 the mean is 500.25, rounded to 500
  const others = [score('b', 'x', 500n), score('c', 'x', 500n), score('d', 'x', 200n)]
  expect(flagsOf([score('a', 'x', 800n), ...others])).toEqual([])
  expect(flagsOf([score('a', 'x', 801n), ...others])).toEqual(['a x outlier'])
})

test('one reason for every bid is flagged when the points differ, on each of them', () => {
  const same = [score('a', 'x', 500n, '较好'), score('a', 'y', 600n, ' 较好 ')]
  expect(flagsOf(same)).toEqual(['a x same-reason-for-all', 'a y same-reason-for-all'])
  expect(flagsOf([score('a', 'x', 500n, '较好'), score('a', 'y', 500n, '较好')])).toEqual([])
  expect(flagsOf([...same, score('a', 'z', 600n, '完整')])).toEqual([])
  expect(flagsOf([score('a', 'x', 500n, '较好'), score('b', 'y', 600n, '较好')])).toEqual([])
})

test('a score without a reason is flagged as that', () => {
  expect(flagsOf([score('a', 'x', 500n, ' '), score('a', 'y', 600n, '')])).toEqual([
    'a x reason-missing',
    'a y reason-missing',
  ])
})

const anyScores = fc.array(
  fc.record({
    expertId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    bidId: fc.constantFrom('x', 'y', 'z'),
    criterionId: fc.constant('plan'),
    points: fc.bigInt({ min: 0n, max: 1_000n }),
    reason: fc.constantFrom('', '较好', '完整'),
  }),
)

test('every flag names a score that was given, and its distance and reason bear it out', () => {
  fc.assert(
    fc.property(anyScores, (scores) => {
      for (const { expertId, bidId, points, mean, flag } of flagScores(scores, [PLAN])) {
        const given = scores.filter(
          (entry) =>
            entry.expertId === expertId && entry.bidId === bidId && entry.points === points,
        )
        expect(given.length).toBeGreaterThan(0)
        const distance = points > mean ? points - mean : mean - points
        if (flag === 'outlier') expect(distance).toBeGreaterThan(300n)
        if (flag === 'reason-missing') expect(given.some(({ reason }) => reason === '')).toBe(true)
        if (flag === 'same-reason-for-all')
          expect(given.some(({ reason }) => reason !== '')).toBe(true)
      }
    }),
  )
})

test('experts who agree on every bid with reasons of their own are never flagged', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 1_000n }),
      fc.integer({ min: 1, max: 9 }),
      (points, n) => {
        const scores = Array.from({ length: n }, (_expert, index) =>
          ['x', 'y', 'z'].map((bidId) => score(`expert${index}`, bidId, points)),
        ).flat()
        expect(flagsOf(scores)).toEqual([])
      },
    ),
  )
})

test('the order of the sheets changes nothing', () => {
  fc.assert(
    fc.property(anyScores, (scores) => {
      expect(flagsOf(scores.toReversed()).toSorted()).toEqual(flagsOf(scores).toSorted())
    }),
  )
})

test('a report gives back the scores it was made from', () => {
  const expertScores = [score('a', 'x', 500n), score('b', 'x', 300n)]
  const bid = {
    bidId: 'x',
    price: 1n,
    payoutRatios: [],
    profitRate: 0n,
    lossRate: 0n,
    fullTimeStaff: 0,
    medicalStaff: 0,
    servicePointsPerCounty: 0,
    trainingHours: 0,
  }
  const [scored] = scoreBids({ bids: [bid], criteria: [PLAN], tierWeights: [], expertScores })
  const ranked = scored ? [{ ...scored, rank: 1, decidedBy: 'points' as const }] : []
  expect(expertScoresOf({ ranked, drawOrder: [] })).toEqual(expertScores)
})
