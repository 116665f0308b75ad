import { expect, test } from 'vitest'
import { termChangeText } from '#app/components/term-change-text.ts'
import { buildLot } from '#tests/factories/tender-terms.ts'
import { rate, yuan } from '#tests/yuan.ts'

const LOTS = [buildLot(), buildLot({ bidBasis: 'fee-rate', priceCeiling: rate('0.08') })]

test.each([
  [
    'bidSecurity',
    yuan('2000000'),
    yuan('1000000'),
    ['投标保证金', '2,000,000.00 元', '1,000,000.00 元'],
  ],
  ['lots.0.priceCeiling', yuan('67'), yuan('68'), ['采购包1 · 最高限价', '67.00 元', '68.00 元']],
  ['lots.1.priceCeiling', rate('0.08'), rate('0.07'), ['采购包2 · 最高限价', '8.00%', '7.00%']],
  ['lots.0.headcount', 5n, 6_000n, ['采购包1 · 参保人数', '5', '6,000']],
  ['criteria.1.maxPoints', 4_000n, 3_950n, ['评分项2 · 满分', '40.00', '39.50']],
  [
    'benefitTerms.tiers.0.upTo',
    yuan('30000'),
    null,
    ['待遇条款 · 费用段1 · 上限', '30,000.00 元', '（无）'],
  ],
  [
    'settlementRules.surplusBands.0.upTo',
    null,
    rate('0.1'),
    ['结算规则 · 超额结余分段1 · 上限', '（无）', '10.00%'],
  ],
  [
    'coverageStartsOn',
    '2026-07-01',
    '2026-08-01',
    ['首个合同年度起始日', '2026年7月1日', '2026年8月1日'],
  ],
  [
    'timetable.bidDeadline',
    new Date('2026-03-23T01:00:00Z'),
    new Date('2026-03-30T01:00:00Z'),
    ['时间安排 · 投标截止时间', '2026年3月23日 09:00:00', '2026年3月30日 09:00:00'],
  ],
  [
    'reviewItems.0.stage',
    'qualification',
    'compliance',
    ['审查项1 · 环节', '资格审查', '符合性审查'],
  ],
  ['tieBreakers.1', 'price', 'expert-points', ['同分次序2', '报价优者在前', '专家评分高者在前']],
  ['criteria.0.offer', 'price', 'profit-rate', ['评分项1 · 评分对象', '报价', '盈利率']],
  [
    'settlementRules.cost.treatment',
    'within-profit',
    'fixed-rate',
    ['结算规则 · 经营成本 · 列支方式', '含在盈利率内', '按固定费率列支'],
  ],
  ['reviewItems.0.essential', false, true, ['审查项1 · 实质性条款', '否', '是']],
  ['openingThreshold', 2, 3, ['开标所需份额数', '2', '3']],
  ['bidderOpeningMinutes', 60, 90, ['投标人解密时限（分钟）', '60', '90']],
  [
    'assessment.indicators.1.target.days',
    15n,
    20n,
    ['考核约定 · 考核指标2 · 目标值 · 天数', '15', '20'],
  ],
  [
    'assessment.indicators.0.target.rate',
    rate('0.9'),
    null,
    ['考核约定 · 考核指标1 · 目标值 · 比例', '90.00%', '（无）'],
  ],
  [
    'assessment.indicators.0.direction',
    'at-least',
    'at-most',
    ['考核约定 · 考核指标1 · 达标方向', '不低于', '不超过'],
  ],
  [
    'paymentSchedule.instalments.0.share',
    rate('0.6'),
    null,
    ['保费拨付约定 · 拨付节点1 · 占预计保费的比例', '60.00%', '（无）'],
  ],
  [
    'paymentSchedule.instalments.0.years',
    'first',
    'every',
    ['保费拨付约定 · 拨付节点1 · 适用年度', '首个年度', '各年度'],
  ],
  ['policyLossCauses.0', 'catalogue', null, ['认定为政策性亏损的原因1', '目录调整', '（无）']],
  ['clauses.0.kind', 'standard', 'special', ['合同条款1 · 类别', '通用条款', '专用条款']],
  ['openingKeys', null, true, ['开标密钥', '原公布的密钥', '已更换，见公告']],
] as const)('a change of %s is said in its unit', (path, before, after, [field, was, is]) => {
  expect(termChangeText({ path, before, after }, LOTS)).toEqual({ field, before: was, after: is })
})
