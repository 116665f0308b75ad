import { countText, dateText, moneyText, rateText } from '#app/components/format.ts'
import { attachmentKindLabel, bidBasisLabel } from '#app/components/labels.ts'
import { REQUIRED_ATTACHMENTS } from '#app/domain/bid/check-bid.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { committeeSizeRule } from '#app/domain/evaluation/committee.ts'
import { itemsOf } from '#app/domain/evaluation/review-checklist.ts'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { articles } from './articles.ts'
import {
  type Block,
  type PortalDocument,
  chineseNumeral,
  definitions,
  heading,
  paragraphs,
  subheading,
  table,
} from './document.ts'
import {
  assessmentBlocks,
  clauseTitle,
  inClauseOrder,
  lossCausesItem,
  paymentScheduleBlocks,
} from './contract-term-blocks.ts'
import { type PaperOpeningKey, sealingBlocks } from './sealing-blocks.ts'
import { benefitBlocks, criteriaBlocks, lotTable, settlementRuleItems } from './term-blocks.ts'
import { deadlineBlocks, documentsBlocks, qualificationBlocks } from './tender-notice.ts'
import { POLICY_BASIS, REGIME_WORDS, amountInFull, dayOf, minuteText } from './wording.ts'

export type BiddingDocumentsSource = {
  terms: TenderTerms
  procuringEntityName: string
  version: number
  publishedAt: Date // of this version
  openingKeys: readonly PaperOpeningKey[] // of this version
  amendments: readonly Amendment[] // oldest first
}

/** One published change, with its fields already in words. */
export type Amendment = {
  version: number
  publishedAt: Date
  reason: string
  changes: readonly { field: string; before: string; after: string }[]
}

/** 招标文件: everything the tender says, of one version. */
export function buildBiddingDocuments(source: BiddingDocumentsSource): PortalDocument {
  const { terms, procuringEntityName, version, publishedAt } = source
  return {
    fileName: `${terms.title}招标文件（第${version}版）`,
    title: terms.title,
    subtitle: '招标文件',
    number: `项目编号：${terms.projectNumber}`,
    dated: publishedAt,
    cover: [
      { label: REGIME_WORDS[terms.regime].buyer, value: procuringEntityName },
      { label: '统筹地区', value: terms.region },
      { label: '版本', value: `第 ${version} 版` },
      { label: '发布日期', value: dayOf(publishedAt) },
    ],
    blocks: chapters([
      { title: '投标邀请', blocks: invitation(source) },
      { title: '投标人须知', blocks: instructions(source) },
      { title: '采购需求', blocks: requirements(terms) },
      { title: '评标办法', blocks: evaluation(source) },
      { title: '结算规则与合同条款', blocks: contractChapter(terms) },
      { title: '更正记录', blocks: amendmentHistory(source) },
    ]),
  }
}

function chapters(list: readonly { title: string; blocks: readonly Block[] }[]): Block[] {
  return list
    .filter(({ blocks }) => blocks.length > 0)
    .flatMap(({ title, blocks }, index) => [
      { ...heading(`第${chineseNumeral(index + 1)}章　${title}`), newPage: index > 0 },
      ...blocks,
    ])
}

function invitation({ terms, procuringEntityName, openingKeys }: BiddingDocumentsSource): Block[] {
  return [
    ...paragraphs(
      `根据${REGIME_WORDS[terms.regime].laws}和${POLICY_BASIS}，${procuringEntityName}就“${terms.title}”公开招标，邀请符合条件的商业保险机构投标。`,
    ),
    subheading('一、投标人资格要求'),
    ...qualificationBlocks(terms),
    subheading('二、招标文件的获取'),
    ...documentsBlocks(terms),
    subheading('三、投标文件的递交与开标'),
    ...deadlineBlocks(terms),
    subheading('四、密封与开标密钥'),
    ...sealingBlocks(terms, openingKeys),
  ]
}

function instructions({
  terms,
  openingKeys,
  procuringEntityName,
  publishedAt,
}: BiddingDocumentsSource): Block[] {
  const words = REGIME_WORDS[terms.regime]
  const today = dateInChina(publishedAt)
  const rule = (name: 'amendmentToDeadline' | 'minimumBidders' | 'documentsObjection') =>
    requiredParameterOn(terms.regime, name, today).source
  return [
    subheading('一、前附表'),
    definitions([
      { label: words.buyer, value: procuringEntityName },
      { label: '项目名称', value: terms.title },
      { label: '项目编号', value: terms.projectNumber },
      { label: '采购预算（全期）', value: amountInFull(terms.budget) },
      {
        label: '报价方式',
        value: [...new Set(terms.lots.map(({ bidBasis }) => bidBasisLabel[bidBasis]))].join('、'),
      },
      { label: '盈利率上限', value: rateText(terms.profitRateCeiling) },
      { label: '投标保证金', value: amountInFull(terms.bidSecurity) },
      { label: '投标截止与开标', value: minuteText(terms.timetable.bidDeadline) },
      {
        label: '开标所需份额',
        value: `${openingKeys.length} 名开标人员中任意 ${terms.openingThreshold} 名；投标人解密时限 ${terms.bidderOpeningMinutes} 分钟`,
      },
      {
        label: '合同期限',
        value: `自 ${dateText(terms.coverageStartsOn)} 起 ${terms.termMonths} 个月`,
      },
      { label: '联系人与电话', value: terms.contact || '见平台' },
    ]),
    subheading('二、投标文件'),
    ...paragraphs(
      `1．投标文件由报价、各费用段支付比例、盈利率与亏损率、人员配备、服务承诺和附件组成。附件至少包括：${REQUIRED_ATTACHMENTS.map((kind) => attachmentKindLabel[kind]).join('、')}。\n2．报价不得超过最高限价，设有最低限价的不得低于最低限价；各段支付比例不得低于本文件规定的最低支付比例，且随费用升高而不降低。\n3．投标文件按${words.lot}编制，加密密封后在平台递交。投标截止前可以补充、修改、替换或者撤回；截止后不得更改。`,
    ),
    subheading('三、澄清、更正与异议'),
    ...paragraphs(
      `1．投标人可在平台提出澄清要求，答复向所有人公布，不公开提问单位。\n2．更正内容可能影响投标文件编制的，${words.buyer}依法顺延投标截止时间（${rule('amendmentToDeadline')}）；已递交投标文件的投标人须重新确认或者替换。\n3．对招标文件提出${words.objection}：${rule('documentsObjection')}。`,
    ),
    subheading('四、废标与重新招标'),
    ...paragraphs(
      `有下列情形之一的，该${words.lot}废标：投标人或者有效投标不足法定数量（${rule('minimumBidders')}）；出现影响采购公正的违法违规行为；因重大变故取消采购任务。废标理由在平台公布，除取消采购任务外依法重新招标。`,
    ),
  ]
}

function requirements(terms: TenderTerms): Block[] {
  return [
    subheading(`一、${REGIME_WORDS[terms.regime].lot}`),
    lotTable(terms),
    subheading('二、待遇条款'),
    ...paragraphs('下表支付比例为最低要求，投标人可以高于此比例报价；费用越高支付比例越高。'),
    ...benefitBlocks(terms.benefitTerms, '最低支付比例', terms.tierWeights),
    ...(terms.experience.length > 0
      ? [subheading('三、既往赔付数据'), experienceTable(terms)]
      : []),
  ]
}

function experienceTable({ experience }: TenderTerms): Block {
  return table(
    '供投标人测算；金额单位：元',
    [
      ['年度', 11, 'centre'],
      ['参保人数', 16, 'end'],
      ['赔付人数', 13, 'end'],
      ['合规费用', 20, 'end'],
      ['大病赔付', 20, 'end'],
      ['保费', 20, 'end'],
    ],
    experience.map(({ year, insured, claimants, eligibleExpense, payout, premium }) => [
      year,
      countText(insured),
      countText(claimants),
      moneyText(eligibleExpense),
      moneyText(payout),
      moneyText(premium),
    ]),
  )
}

function evaluation({ terms, publishedAt }: BiddingDocumentsSource): Block[] {
  const { regime, budget } = terms
  const size = committeeSizeRule({ regime, budget, today: dateInChina(publishedAt) })
  const share = requiredParameterOn(regime, 'expertShare', dateInChina(publishedAt))
  return [
    subheading('一、评标委员会'),
    ...paragraphs(
      `评标委员会成员人数为 ${size.value} 人以上单数（${size.source}），其中技术、经济等方面的专家不少于法定比例（${share.source}）。专家从专家库随机抽取，与投标人有利害关系的应当回避。专家独立评分，全部签署之前任何人不能查看他人评分。`,
    ),
    subheading('二、资格审查与符合性审查'),
    ...(terms.reviewItems.length > 0
      ? [
          ...paragraphs(
            '资格审查任一项不满足，或者标注★的实质性条款不满足的，投标无效；其他符合性条款不满足的，作为细微偏差记录。',
          ),
          reviewTable(terms, 'qualification', '资格审查表'),
          reviewTable(terms, 'compliance', '符合性审查表'),
        ]
      : paragraphs('资格审查由采购人进行，符合性审查由评标委员会进行，结论与理由记入评标报告。')),
    subheading('三、评分标准'),
    ...criteriaBlocks(terms),
    subheading('四、定标'),
    ...paragraphs(
      '评标委员会按总分由高到低排序，推荐不超过三名中标候选人。每项得分的计算过程随结果公布。',
    ),
  ]
}

function reviewTable(terms: TenderTerms, stage: ReviewStage, caption: string): Block {
  return table(
    caption,
    [
      ['序号', 10, 'centre'],
      ['审查内容', 75],
      ['实质性条款', 15, 'centre'],
    ],
    itemsOf(terms.reviewItems, stage).map(({ text, essential }, index) => [
      String(index + 1),
      text,
      essential ? '★' : '',
    ]),
  )
}

function contractChapter(terms: TenderTerms): Block[] {
  return [
    subheading('一、结算规则'),
    ...paragraphs(
      `约定盈利率与约定亏损率以中标人投标为准；盈利率不得高于 ${rateText(terms.profitRateCeiling)}。结余、亏损按下列规则处理。`,
    ),
    definitions([
      ...settlementRuleItems(terms.settlementRules),
      lossCausesItem(terms.policyLossCauses),
    ]),
    subheading('二、保费拨付'),
    ...paymentScheduleBlocks(terms.paymentSchedule),
    subheading('三、考核'),
    ...assessmentBlocks(terms.assessment),
    ...(terms.clauses.length > 0
      ? [
          subheading('四、合同条款'),
          ...paragraphs(
            '下列条款与上述各章内容、中标人投标文件共同构成合同，签订时不作实质性变更。',
          ),
          ...articles(
            inClauseOrder(terms.clauses).map((clause) => ({
              title: clauseTitle(clause),
              blocks: paragraphs(clause.text),
            })),
          ),
        ]
      : []),
  ]
}

function amendmentHistory({ amendments }: BiddingDocumentsSource): Block[] {
  return amendments.flatMap(({ version, publishedAt, reason, changes }) => [
    subheading(`第 ${version} 版（${dayOf(publishedAt)}）`),
    ...paragraphs(`更正理由：${reason}`),
    table(
      '更正内容',
      [
        ['条款', 30],
        ['更正前', 35],
        ['更正后', 35],
      ],
      changes.map(({ field, before, after }) => [field, before, after]),
    ),
  ])
}
