import { dateTimeText, pointsText, rateText } from '#app/components/format.ts'
import { decidedByText } from '#app/components/score-text.ts'
import {
  type Block,
  type PortalDocument,
  definitions,
  numberedSections,
  paragraphs,
  table,
} from './document.ts'
import { type EvaluationReportSource, type ReportedMember, nameOf } from './evaluation-source.ts'
import { reviewBlocks, rejectionBlocks } from './review-blocks.ts'
import { expertScoreBlocks, formulaScoreBlocks, scoreFlagBlocks } from './score-blocks.ts'
import { REGIME_WORDS, dayOf, minuteText, priceText } from './wording.ts'

const MOST_CANDIDATES = 3

/** 评标报告. Basis: 财政部令第87号 第五十八条; 评标委员会和评标方法暂行规定 第四十二条. */
export function buildEvaluationReport(source: EvaluationReportSource): PortalDocument {
  const { terms, lot, procuringEntityName, completedAt, round } = source
  const repeated = round > 1 ? `（第${round}次评审）` : ''
  return {
    fileName: `${terms.title}（${lot.name}）评标报告${repeated}`,
    title: `评标报告${repeated}`,
    subtitle: `${terms.title}　${lot.name}`,
    number: `项目编号：${terms.projectNumber}`,
    dated: completedAt,
    cover: [
      { label: REGIME_WORDS[terms.regime].buyer, value: procuringEntityName },
      { label: REGIME_WORDS[terms.regime].lot, value: lot.name },
      { label: '完成日期', value: dayOf(completedAt) },
    ],
    blocks: [
      ...numberedSections([
        { title: '基本情况', blocks: factsBlocks(source) },
        { title: '评标委员会', blocks: committeeBlocks(source) },
        { title: '开标内容', blocks: bidsBlocks(source) },
        { title: '资格审查与符合性审查', blocks: reviewBlocks(source) },
        { title: '澄清、说明与补正', blocks: clarificationBlocks(source) },
        { title: '否决的投标', blocks: rejectionBlocks(source) },
        { title: '客观分的计算', blocks: formulaScoreBlocks(source) },
        { title: '专家评分', blocks: expertScoreBlocks(source) },
        { title: '需要留意的评分', blocks: scoreFlagBlocks(source) },
        { title: '汇总与排序', blocks: rankingBlocks(source) },
        { title: '推荐的中标候选人', blocks: candidateBlocks(source) },
        { title: '评标委员会签字', blocks: signatureBlocks(source) },
      ]),
    ],
  }
}

function factsBlocks({
  terms,
  lot,
  openedAt,
  completedAt,
  bids,
  ranking,
  roundReason,
}: EvaluationReportSource): Block[] {
  return [
    definitions([
      { label: '项目名称', value: terms.title },
      { label: '覆盖区域', value: lot.districts },
      { label: '最高限价', value: priceText(lot.bidBasis, lot.priceCeiling) },
      { label: '投标截止时间', value: minuteText(terms.timetable.bidDeadline) },
      { label: '开标时间', value: dateTimeText(openedAt) },
      { label: '评标完成时间', value: dateTimeText(completedAt) },
      { label: '评标方法', value: '综合评分法' },
      {
        label: '投标情况',
        value: `开启投标文件 ${bids.length} 份，有效投标 ${ranking.ranked.length} 份`,
      },
      ...(roundReason ? [{ label: '重新评审的原因', value: roundReason }] : []),
    ]),
  ]
}

function committeeBlocks({ committee, terms }: EvaluationReportSource): Block[] {
  const words = REGIME_WORDS[terms.regime]
  return [
    table(
      '成员、利害关系申明与回避',
      [
        ['姓名', 17],
        ['单位', 24],
        ['身份与产生方式', 20, 'centre'],
        ['利害关系申明', 20],
        ['变动', 19],
      ],
      committee.map((member) => [
        `${member.name}${member.chair ? '（组长）' : ''}`,
        member.organisationName,
        memberText(member, words.buyer),
        member.conflict === null
          ? '未申明'
          : member.conflict
            ? `有，回避：${member.conflictReason ?? ''}`
            : '无',
        member.removalReason === null ? '' : `退出：${member.removalReason}`,
      ]),
    ),
  ]
}

function memberText({ kind, drawNumber }: ReportedMember, buyer: string): string {
  if (kind !== 'expert') return `${buyer}代表`
  return drawNumber === null ? '评审专家' : `评审专家\n（第${drawNumber}次抽取）`
}

function clarificationBlocks({ clarifications, bids }: EvaluationReportSource): Block[] {
  if (clarifications.length === 0) return []
  return [
    table(
      '评标委员会要求与投标人答复',
      [
        ['投标人', 26],
        ['要求', 37],
        ['答复', 37],
      ],
      clarifications.map(({ submissionId, question, answer }) => [
        nameOf(bids, submissionId),
        question,
        answer ?? '未在规定时间内答复',
      ]),
    ),
  ]
}

function bidsBlocks({ bids, lot }: EvaluationReportSource): Block[] {
  return [
    table(
      '按递交时间排列',
      [
        ['序号', 8, 'centre'],
        ['投标人', 30],
        ['报价', 22, 'end'],
        ['各段支付比例', 20, 'end'],
        ['盈利率', 10, 'end'],
        ['亏损率', 10, 'end'],
      ],
      bids.map((bid, index) => [
        String(index + 1),
        bid.bidderName,
        priceText(lot.bidBasis, bid.price),
        bid.payoutRatios.map(rateText).join(' / '),
        rateText(bid.profitRate),
        rateText(bid.lossRate),
      ]),
    ),
  ]
}

function rankingBlocks({ ranking, bids }: EvaluationReportSource): Block[] {
  return [
    table(
      '总分 = 客观分 + 专家分',
      [
        ['名次', 9, 'centre'],
        ['投标人', 35],
        ['客观分', 14, 'end'],
        ['专家分', 14, 'end'],
        ['总分', 14, 'end'],
        ['名次依据', 14, 'centre'],
      ],
      ranking.ranked.map((bid) => [
        String(bid.rank),
        nameOf(bids, bid.bidId),
        pointsText(bid.formulaPoints),
        pointsText(bid.expertPoints),
        pointsText(bid.totalPoints),
        decidedByText(bid.decidedBy),
      ]),
    ),
    ...(ranking.drawOrder.length > 0
      ? paragraphs(
          `抽签次序：${ranking.drawOrder.map((bidId) => nameOf(bids, bidId)).join('、')}。`,
        )
      : []),
  ]
}

function candidateBlocks({ ranking, bids, lot }: EvaluationReportSource): Block[] {
  return [
    table(
      '',
      [
        ['推荐次序', 20, 'centre'],
        ['中标候选人', 40],
        ['报价', 22, 'end'],
        ['总分', 18, 'end'],
      ],
      ranking.ranked.slice(0, MOST_CANDIDATES).map((ranked) => {
        const bid = bids.find(({ submissionId }) => submissionId === ranked.bidId)
        return [
          `第 ${ranked.rank} 名`,
          nameOf(bids, ranked.bidId),
          bid ? priceText(lot.bidBasis, bid.price) : '',
          pointsText(ranked.totalPoints),
        ]
      }),
    ),
  ]
}

function signatureBlocks({ committee, completedAt }: EvaluationReportSource): Block[] {
  const signing = committee.filter(
    ({ conflict, removalReason }) => conflict === false && removalReason === null,
  )
  return [
    ...paragraphs(
      `以上各成员的评分表均已在平台签署。评标委员会成员对评标报告无异议的，请签字；有不同意见的，应当签署不同意见并说明理由，拒绝签字又不说明的，视为同意。报告日期：${dayOf(completedAt)}。`,
    ),
    {
      kind: 'signatures',
      places: signing.map(({ name, chair }) => ({
        who: `${chair ? '组长' : '成员'} ${name}：＿＿＿＿＿＿＿＿`,
        lines: [],
        seal: false,
      })),
    },
  ]
}
