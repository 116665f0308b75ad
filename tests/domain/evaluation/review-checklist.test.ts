import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  checkFindings,
  reasonOf,
  rejectionRule,
  verdictOf,
} from '#app/domain/evaluation/review-checklist.ts'
import { REVIEW_ITEMS, buildFindings } from '#tests/factories/tender-terms.ts'

test('every line of the stage wants a finding, and a line not met its reason', () => {
  expect(checkFindings(REVIEW_ITEMS, 'compliance', [])).toEqual([
    { itemId: 'star', problem: 'missing' },
    { itemId: 'format', problem: 'missing' },
  ])
  expect(
    checkFindings(REVIEW_ITEMS, 'compliance', buildFindings('compliance', { format: ' ' })),
  ).toEqual([{ itemId: 'format', problem: 'reason-missing' }])
  expect(checkFindings(REVIEW_ITEMS, 'qualification', buildFindings('qualification'))).toEqual([])
})

test('a qualification line or a ★ clause not met rejects the bid, another line is a minor deviation', () => {
  const verdict = (stage: 'qualification' | 'compliance', unmet: Record<string, string>) =>
    verdictOf(REVIEW_ITEMS, stage, buildFindings(stage, unmet))
  expect(verdict('qualification', { licence: '已过期' }).passed).toBe(false)
  expect(verdict('compliance', { star: '少一年' })).toMatchObject({
    passed: false,
    failed: [{ id: 'star' }],
  })
  expect(verdict('compliance', { format: '未编页码' })).toMatchObject({
    passed: true,
    failed: [],
    deviations: [{ id: 'format' }],
  })
})

test('the reason names the lines not met with their notes, those that reject first', () => {
  const findings = buildFindings('compliance', { format: '未编页码', star: '少一年' })
  expect(reasonOf(verdictOf(REVIEW_ITEMS, 'compliance', findings), findings)).toBe(
    '★服务期限：少一年；格式：未编页码',
  )
})

test('a verdict splits the lines not met, and passes just when none rejects', () => {
  fc.assert(
    fc.property(fc.subarray(['star', 'format']), (unmet) => {
      const findings = buildFindings(
        'compliance',
        Object.fromEntries(unmet.map((id) => [id, '缺'])),
      )
      const { passed, failed, deviations } = verdictOf(REVIEW_ITEMS, 'compliance', findings)
      expect([...failed, ...deviations].map(({ id }) => id).toSorted()).toEqual(unmet.toSorted())
      expect(passed).toBe(failed.length === 0)
    }),
  )
})

test('a rejection quotes the rule of its law', () => {
  expect(rejectionRule('bidding-law', 'compliance')).toContain('招标投标法实施条例 第五十一条')
  expect(rejectionRule('government-procurement', 'qualification')).toContain(
    '财政部令第87号 第六十三条',
  )
})
