import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCommittee } from '#app/domain/evaluation/committee.ts'
import { lotFailure } from '#app/domain/ending/lot-failure.ts'
import { rankBids } from '#app/domain/evaluation/rank-bids.ts'
import { reviewProgress } from '#app/domain/evaluation/review-progress.ts'
import { checkScoreSheet } from '#app/domain/evaluation/score-sheet.ts'
import { scoreBids } from '#app/domain/evaluation/score-bids.ts'
import { type ScorableBid, type ScoringCriterion } from '#app/domain/evaluation/scoring-criteria.ts'
import { yuan, rate } from '#tests/yuan.ts'

function buildBid(bidId: string, overrides: Partial<ScorableBid> = {}): ScorableBid {
  return {
    bidId,
    price: yuan('66'),
    payoutRatios: [rate('0.6')],
    profitRate: rate('0.03'),
    lossRate: 0n,
    fullTimeStaff: 30,
    medicalStaff: 10,
    servicePointsPerCounty: 1,
    trainingHours: 40,
    ...overrides,
  }
}

function buildCriterion(
  overrides: Partial<Extract<ScoringCriterion, { by: 'formula' }>> = {},
): ScoringCriterion {
  return {
    id: 'c',
    name: 'c',
    maxPoints: 3_000n,
    by: 'formula',
    offer: 'price',
    formula: { kind: 'lowest-is-best' },
    ...overrides,
  }
}

function pointsOf(
  bids: ScorableBid[],
  criterion: ScoringCriterion,
  tierWeights = [rate('1')],
): bigint[] {
  return scoreBids({ bids, criteria: [criterion], tierWeights, expertScores: [] }).map(
    ({ totalPoints }) => totalPoints,
  )
}

test('lowest is best: weight × lowest ÷ offer, rounded half-up to hundredths', () => {
  const bids = [
    buildBid('a', { price: yuan('66') }),
    buildBid('b', { price: yuan('66.6') }),
    buildBid('c', { price: yuan('66.9') }),
  ]
  expect(pointsOf(bids, buildCriterion())).toEqual([3_000n, 2_973n, 2_960n])
})

test('highest is best on the weighted payout ratio', () => {
  const criterion = buildCriterion({ offer: 'payout-ratio', formula: { kind: 'highest-is-best' } })
  const bids = [
    buildBid('a', { payoutRatios: [rate('0.6'), rate('0.8')] }),
    buildBid('b', { payoutRatios: [rate('0.65'), rate('0.7')] }),
  ]
  expect(pointsOf(bids, criterion, [rate('0.5'), rate('0.5')])).toEqual([3_000n, 2_893n])
})

test('linear runs from the worst to the best and is held at both ends', () => {
  const criterion = buildCriterion({
    offer: 'profit-rate',
    formula: { kind: 'linear', worst: rate('0.05'), best: rate('0.02') },
  })
  const bids = ['0.06', '0.05', '0.035', '0.02', '0.01'].map((profit) =>
    buildBid(profit, { profitRate: rate(profit) }),
  )
  expect(pointsOf(bids, criterion)).toEqual([0n, 0n, 1_500n, 3_000n, 3_000n])
})

test('an offer of zero is the best of lowest-is-best, and equal zeros are all the best', () => {
  expect(
    pointsOf(
      [buildBid('a', { profitRate: 0n }), buildBid('b')],
      buildCriterion({ offer: 'profit-rate' }),
    ),
  ).toEqual([3_000n, 0n])
  const highest = buildCriterion({ offer: 'loss-rate', formula: { kind: 'highest-is-best' } })
  expect(pointsOf([buildBid('a'), buildBid('b')], highest)).toEqual([3_000n, 3_000n])
})

test('the expert part is the mean, rounded half-up; a criterion nobody scored is a bug', () => {
  const criterion: ScoringCriterion = {
    id: 'plan',
    name: '方案',
    maxPoints: 2_000n,
    by: 'expert',
    guidance: '',
  }
  const expertScores = [1_001n, 1_002n].map((points, index) => ({
    expertId: String(index),
    bidId: 'a',
    criterionId: 'plan',
    points,
    reason: 'r',
  }))
  const input = { bids: [buildBid('a')], criteria: [criterion], tierWeights: [rate('1')] }
  expect(scoreBids({ ...input, expertScores })[0]).toMatchObject({
    expertPoints: 1_002n,
    formulaPoints: 0n,
    totalPoints: 1_002n,
  })
  expect(() => scoreBids({ ...input, expertScores: [] })).toThrow('no expert scored')
})

const anyBids = fc
  .array(
    fc.record({
      price: fc.bigInt({ min: 1n, max: 10n ** 9n }),
      ratio: fc.bigInt({ min: 500_000n, max: 1_000_000n }),
    }),
    { minLength: 3, maxLength: 8 },
  )
  .map((offers) =>
    offers.map(({ price, ratio }, index) =>
      buildBid(String(index), { price, payoutRatios: [ratio] }),
    ),
  )
const CRITERIA = [
  buildCriterion({ id: 'p', maxPoints: 6_000n }),
  buildCriterion({
    id: 'r',
    maxPoints: 4_000n,
    offer: 'payout-ratio',
    formula: { kind: 'highest-is-best' },
  }),
]

test('points stay within the maximum, the best offer gets it, and the parts add up', () => {
  fc.assert(
    fc.property(anyBids, (bids) => {
      const scores = scoreBids({
        bids,
        criteria: CRITERIA,
        tierWeights: [rate('1')],
        expertScores: [],
      })
      for (const criterion of CRITERIA) {
        const points = scores.map(
          ({ criteria }) =>
            criteria.find(({ criterionId }) => criterionId === criterion.id)?.points ?? -1n,
        )
        expect(points.every((value) => value >= 0n && value <= criterion.maxPoints)).toBe(true)
        expect(points).toContain(criterion.maxPoints)
      }
      for (const score of scores)
        expect(score.formulaPoints + score.expertPoints).toBe(score.totalPoints)
    }),
  )
})

test('every bid has one rank, in falling order of points, or the draw names the ties', () => {
  fc.assert(
    fc.property(anyBids, (bids) => {
      const scores = scoreBids({
        bids,
        criteria: CRITERIA,
        tierWeights: [rate('1')],
        expertScores: [],
      })
      const input = {
        scores,
        bids,
        tierWeights: [rate('1')],
        tieBreakers: ['price'] as const,
        lowPriceWins: true,
      }
      const first = rankBids({ ...input, drawOrder: [] })
      const result =
        'drawNeeded' in first ? rankBids({ ...input, drawOrder: first.drawNeeded.flat() }) : first
      if ('drawNeeded' in result) throw new Error('the draw named every tie')
      const { ranked } = result.ranking
      expect(ranked.map(({ rank }) => rank)).toEqual(bids.map((_bid, index) => index + 1))
      expect(new Set(ranked.map(({ bidId }) => bidId)).size).toBe(bids.length)
      ranked
        .slice(1)
        .forEach((score, index) =>
          expect(score.totalPoints <= (ranked[index]?.totalPoints ?? 0n)).toBe(true),
        )
    }),
  )
})

test('equal points go by the published order, then to a recorded draw', () => {
  const bids = [
    buildBid('a', { price: yuan('66') }),
    buildBid('b', { price: yuan('65') }),
    buildBid('c', { price: yuan('65') }),
  ]
  const scores = bids.map(({ bidId }) => ({
    bidId,
    criteria: [],
    formulaPoints: 0n,
    expertPoints: 0n,
    totalPoints: 5_000n,
  }))
  const input = {
    scores,
    bids,
    tierWeights: [rate('1')],
    tieBreakers: ['price', 'payout-ratio', 'expert-points'] as const,
    lowPriceWins: true,
  }
  expect(rankBids({ ...input, drawOrder: [] })).toEqual({ drawNeeded: [['b', 'c']] })
  const ranked = rankBids({ ...input, drawOrder: ['c', 'b'] })
  if ('drawNeeded' in ranked) throw new Error('the draw named both')
  expect(ranked.ranking.ranked.map(({ bidId, decidedBy }) => [bidId, decidedBy])).toEqual([
    ['c', 'draw'],
    ['b', 'price'],
    ['a', 'price'],
  ])
})

test('a committee is odd, large enough, mostly experts, with one chair', () => {
  const members = (experts: number, others = 0) => [
    ...Array.from({ length: experts }, (_member, index) => ({
      expertId: `e${index}`,
      kind: 'expert' as const,
      chair: index === 0,
    })),
    ...Array.from({ length: others }, (_member, index) => ({
      expertId: `o${index}`,
      kind: 'procuring-entity-representative' as const,
      chair: false,
    })),
  ]
  const check = (list: ReturnType<typeof members>, budget = '9999999.99') =>
    checkCommittee(list, {
      regime: 'government-procurement',
      budget: yuan(budget),
      today: '2026-01-01',
    }).map(({ problem }) => problem)
  expect(check(members(5))).toEqual([])
  expect(check(members(5), '10000000')).toEqual(['too-few-members'])
  expect(check(members(7), '10000000')).toEqual([])
  expect(check(members(4, 2))).toEqual(['even-number'])
  expect(check(members(3, 2))).toEqual(['too-few-experts'])
  expect(check(members(6, 3))).toEqual([])
  expect(check([...members(4), ...members(1)])).toEqual(['not-one-chair', 'member-twice'])
})

test('a sheet is complete when every expert criterion of every bid has points within range and a reason', () => {
  const criteria: ScoringCriterion[] = [
    { id: 'plan', name: '方案', maxPoints: 1_000n, by: 'expert', guidance: '' },
    buildCriterion(),
  ]
  const score = (points: bigint, reason = 'r') => ({
    expertId: 'e',
    bidId: 'a',
    criterionId: 'plan',
    points,
    reason,
  })
  const check = (scores: ReturnType<typeof score>[]) =>
    checkScoreSheet(scores, { criteria, bidIds: ['a'] }).map(({ problem }) => problem)
  expect(check([])).toEqual(['missing'])
  expect(check([score(1_001n)])).toEqual(['above-maximum'])
  expect(check([score(-1n)])).toEqual(['negative'])
  expect(check([score(1_000n, ' ')])).toEqual(['reason-missing'])
  expect(check([score(1_000n)])).toEqual([])
})

test('a rejected bid waits for nothing more, and two bids fail a lot', () => {
  const review = (
    submissionId: string,
    stage: 'qualification' | 'compliance',
    passed: boolean,
  ) => ({ submissionId, stage, passed })
  expect(
    reviewProgress(
      ['a', 'b', 'c'],
      [
        review('a', 'qualification', false),
        review('b', 'qualification', true),
        review('c', 'qualification', true),
        review('c', 'compliance', true),
      ],
    ),
  ).toEqual({
    rejected: ['a'],
    waiting: [{ bidId: 'b', stage: 'compliance' }],
    valid: ['c'],
  })
  const rule = { regime: 'bidding-law', today: '2026-01-01' } as const
  expect(lotFailure(rule, 'opening', 3)).toBeUndefined()
  expect(lotFailure(rule, 'opening', 2)).toMatchObject({
    reason: 'fewer-than-three-bids',
    source: expect.stringContaining('第二十八条'),
  })
  expect(lotFailure(rule, 'review', 2)).toMatchObject({ reason: 'fewer-than-three-valid-bids' })
})
