import { expect, test } from 'vitest'
import { type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'
import { ownPlace, publishedRanking } from '#app/domain/evaluation/published-ranking.ts'

const RANKING: LotRanking = {
  ranked: ['x', 'y'].map((bidId, index) => ({
    bidId,
    rank: index + 1,
    decidedBy: 'points',
    formulaPoints: 0n,
    expertPoints: 300n,
    totalPoints: 300n,
    criteria: [
      {
        criterionId: 'plan',
        points: 300n,
        arithmetic: {
          by: 'expert',
          experts: [
            { expertId: '王五', points: 200n, reason: `${bidId}人员不足` },
            { expertId: '李四', points: 400n, reason: `${bidId}方案完整` },
          ],
        },
      },
    ],
  })),
  drawOrder: [],
}

test('the public reads points by expert, but no names and no reasons', () => {
  const [first] = publishedRanking(RANKING).ranked
  expect(first?.criteria[0]?.arithmetic).toEqual({
    by: 'expert',
    experts: [
      { expertId: '1', points: 200n, reason: '' },
      { expertId: '2', points: 400n, reason: '' },
    ],
  })
})

test('a bidder reads its own reasons without names, and no line of a rival’s', () => {
  const own = ownPlace(RANKING, 'y')
  expect(own).toMatchObject({ rank: 2, totalPoints: 300n })
  expect(own?.criteria[0]?.arithmetic).toEqual({
    by: 'expert',
    experts: [
      { expertId: '1', points: 200n, reason: 'y人员不足' },
      { expertId: '2', points: 400n, reason: 'y方案完整' },
    ],
  })
  expect(ownPlace(RANKING, 'z')).toBeUndefined()
})
