import { countText, moneyText, pointsText, rateText } from '#app/components/format.ts'
import {
  bidBasisLabel,
  formulaLabel,
  scoredOfferLabel,
  tieBreakerLabel,
} from '#app/components/labels.ts'
import { bandsText, costText } from '#app/components/sharing-text.ts'
import { type BenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type ScoringCriterion } from '#app/domain/evaluation/scoring-criteria.ts'
import { type Ppm } from '#app/domain/money.ts'
import { type PublishedSettlementRules, type TenderTerms } from '#app/domain/tender/tender.ts'
import { type Block, type DefinitionItem, definitions, paragraphs, table } from './document.ts'
import { REGIME_WORDS, priceText } from './wording.ts'

/** The lots with their districts, headcounts and price limits. */
export function lotTable({ lots, regime }: TenderTerms): Block {
  return table(
    `${REGIME_WORDS[regime].lot}与限价`,
    [
      ['序号', 6, 'centre'],
      ['名称', 13],
      ['覆盖区域', 22],
      ['参保人数（人）', 14, 'end'],
      ['报价方式', 11, 'centre'],
      ['最高限价', 17, 'end'],
      ['最低限价', 17, 'end'],
    ],
    lots.map(({ number, name, districts, headcount, bidBasis, priceCeiling, priceFloor }) => [
      String(number),
      name,
      districts,
      countText(headcount),
      bidBasisLabel[bidBasis],
      priceText(bidBasis, priceCeiling),
      priceFloor === null ? '不设' : priceText(bidBasis, priceFloor),
    ]),
  )
}

/** Deductible, tiers, cap and who is treated better. */
export function benefitBlocks(
  terms: BenefitTerms,
  ratioHeader: string,
  weights?: readonly Ppm[],
): Block[] {
  return [
    definitions([
      { label: '起付线（年度一次）', value: `${moneyText(terms.deductible)} 元` },
      {
        label: '分段口径',
        value:
          terms.tierBasis === 'gross'
            ? '按年度累计合规费用（含起付线）分段'
            : '按扣除起付线后的年度累计合规费用分段',
      },
      {
        label: '封顶线',
        value: terms.cap
          ? `${terms.cap.on === 'payout' ? '年度支付额' : '年度合规费用'} ${moneyText(terms.cap.amount)} 元`
          : '不设',
      },
      ...hardshipItems(terms),
      ...Object.entries(terms.places).map(([name, { ratioUplift }]) => ({
        label: `就医地：${name}`,
        value: `支付比例调整 ${rateText(ratioUplift)}`,
      })),
    ]),
    table(
      '分段支付比例',
      [
        ['费用段（元）', 50],
        [ratioHeader, 25, 'end'],
        ...(weights ? ([['评分权重', 25, 'end']] as const) : []),
      ],
      terms.tiers.map(({ upTo, payoutRatio }, index) => {
        const from = terms.tiers[index - 1]?.upTo ?? null
        return [
          `${from === null ? '起付线' : moneyText(from)} 以上${upTo === null ? '' : `至 ${moneyText(upTo)}`}`,
          rateText(payoutRatio),
          ...(weights ? [rateText(weights[index] ?? 0n)] : []),
        ]
      }),
    ),
  ]
}

export function settlementRuleItems(rules: PublishedSettlementRules): DefinitionItem[] {
  return [
    {
      label: '结算口径',
      value: rules.basis === 'annual' ? '按年度单独结算' : '按协议期累计清算',
    },
    { label: '经营成本', value: costText(rules.cost) },
    { label: '超额结余返还基金', value: bandsText(rules.surplusBands) },
    { label: '风险调节金', value: reserveText(rules.reserve) },
    {
      label: '参与分担的亏损',
      value: rules.sharedCauses === 'policy' ? '仅政策性亏损' : '全部亏损',
    },
    { label: '基金分担比例（约定亏损率以内）', value: rateText(rules.fundShareOfLoss) },
    { label: '基金分担比例（超出约定亏损率）', value: rateText(rules.fundShareBeyond) },
  ]
}

export function reserveText(reserve: PublishedSettlementRules['reserve']): string {
  return reserve
    ? `每年不超过保费的 ${rateText(reserve.yearlyCapRate)}，累计不超过 ${rateText(reserve.totalCapRate)}`
    : '不设'
}

/** The published criteria and how equals are ranked. */
export function criteriaBlocks({ criteria, tieBreakers }: TenderTerms): Block[] {
  return [
    table(
      '评分标准（综合评分法，满分100.00分，每项四舍五入至小数点后两位）',
      [
        ['序号', 7, 'centre'],
        ['评分项', 18],
        ['满分', 10, 'end'],
        ['方式', 15, 'centre'],
        ['规则', 50],
      ],
      criteria.map((criterion, index) => [
        String(index + 1),
        criterion.name,
        pointsText(criterion.maxPoints),
        criterion.by === 'formula' ? '公式' : '专家评分，取算术平均',
        ruleText(criterion),
      ]),
    ),
    ...paragraphs(
      `总分相同的，依次比较：${tieBreakers.map((breaker) => tieBreakerLabel[breaker]).join('；')}${tieBreakers.length > 0 ? '；' : ''}仍相同的，公开抽签确定。`,
    ),
  ]
}

function ruleText(criterion: ScoringCriterion): string {
  if (criterion.by === 'expert') return criterion.guidance
  const { formula, offer } = criterion
  const range =
    formula.kind === 'linear' && offer.endsWith('rate')
      ? `（${rateText(formula.worst)} 得0分，${rateText(formula.best)} 得满分）`
      : ''
  return `${scoredOfferLabel[offer]}：${formulaLabel[formula.kind]}${range}`
}

function hardshipItems({ categories }: BenefitTerms): DefinitionItem[] {
  return Object.entries(categories).map(([name, { deductible, ratioUplift, cap }]) => ({
    label: `倾斜政策：${name}`,
    value: [
      deductible === undefined ? '' : `起付线 ${moneyText(deductible)} 元`,
      ratioUplift === undefined ? '' : `支付比例提高 ${rateText(ratioUplift)}`,
      cap === null ? '不设封顶线' : cap ? `封顶 ${moneyText(cap.amount)} 元` : '',
    ]
      .filter(Boolean)
      .join('；'),
  }))
}
