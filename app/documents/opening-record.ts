import { exactTimeText, rateText } from '#app/components/format.ts'
import { unopenedReasonLabel } from '#app/components/labels.ts'
import { type Ppm } from '#app/domain/money.ts'
import { type Lot, type TenderTerms } from '#app/domain/tender/tender.ts'
import {
  type Block,
  type PortalDocument,
  type SignaturePlace,
  definitions,
  numberedSections,
  paragraphs,
  table,
} from './document.ts'
import { REGIME_WORDS, minuteText, priceText } from './wording.ts'

/** What is read out of a bid at the opening (唱标), and no more. */
export type ReadOutBid = {
  lotId: string
  bidderName: string
  price: bigint
  payoutRatios: readonly Ppm[]
  profitRate: Ppm
  lossRate: Ppm
  submittedAt: Date
  envelopeSha256: string
}

/** A submitted bid that stayed closed, and why. */
export type UnopenedBid = {
  lotId: string
  bidderName: string
  reason: keyof typeof unopenedReasonLabel
  envelopeSha256: string
}

export type OpeningRecordSource = {
  terms: TenderTerms
  procuringEntityName: string
  openedAt: Date
  officer: { name: string; organisationName: string }
  bids: readonly ReadOutBid[]
  unopened: readonly UnopenedBid[]
  failures: readonly { lotId: string; count: string; source: string }[] // lots with too few bids
}

/** 开标记录. Basis: 招标投标法 第三十六条; 财政部令第87号 第四十一条、第四十二条. */
export function buildOpeningRecord(source: OpeningRecordSource): PortalDocument {
  const { terms, procuringEntityName, openedAt, officer, bids } = source
  return {
    fileName: `${terms.title}开标记录`,
    title: '开标记录',
    subtitle: terms.title,
    number: `项目编号：${terms.projectNumber}`,
    dated: openedAt,
    cover: [],
    blocks: [
      ...numberedSections([
        {
          title: '开标情况',
          blocks: [
            definitions([
              { label: REGIME_WORDS[terms.regime].buyer, value: procuringEntityName },
              { label: '投标截止时间', value: minuteText(terms.timetable.bidDeadline) },
              { label: '开标时间', value: `${exactTimeText(openedAt)}（北京时间）` },
              { label: '开标地点', value: '共济平台（网上公开开标）' },
              { label: '开标人员', value: `${officer.organisationName} ${officer.name}` },
              { label: '开启的投标文件', value: `${bids.length} 份` },
            ]),
          ],
        },
        ...terms.lots.map((lot) => ({
          title: `唱标内容：${lot.name}`,
          blocks: lotBlocks(lot, source),
        })),
        { title: '未开启的投标文件', blocks: unopenedBlocks(source) },
        {
          title: '投标文件校验值',
          blocks: hashBlocks(source),
        },
      ]),
      ...paragraphs(
        '本记录由平台按开标时的数据生成，与操作留痕一致。投标人对开标过程和开标记录有疑义，以及认为相关工作人员有需要回避情形的，应当当场提出。',
      ),
      { kind: 'signatures', places: SIGNATURES },
    ],
  }
}

const SIGNATURES: readonly SignaturePlace[] = [
  { who: '开标人员（签字）：＿＿＿＿＿＿', lines: [], seal: false },
  { who: '记录人员（签字）：＿＿＿＿＿＿', lines: [], seal: false },
  { who: '监督人员（签字）：＿＿＿＿＿＿', lines: [], seal: false },
  { who: '日期：＿＿＿＿年＿＿月＿＿日', lines: [], seal: false },
]

function lotBlocks(lot: Lot, { terms, bids, failures }: OpeningRecordSource): Block[] {
  const own = bids.filter(({ lotId }) => lotId === lot.id)
  const failed = failures.filter(({ lotId }) => lotId === lot.id)
  return [
    ...(own.length === 0
      ? paragraphs('无投标文件开启。')
      : [
          table(
            `最高限价 ${priceText(lot.bidBasis, lot.priceCeiling)}；按递交时间排列`,
            [
              ['序号', 7, 'centre'],
              ['投标人', 28],
              ['报价', 21, 'end'],
              ['各段支付比例', 22, 'end'],
              ['盈利率', 11, 'end'],
              ['亏损率', 11, 'end'],
            ],
            own.map((bid, index) => [
              String(index + 1),
              bid.bidderName,
              priceText(lot.bidBasis, bid.price),
              bid.payoutRatios.map(rateText).join(' / '),
              rateText(bid.profitRate),
              rateText(bid.lossRate),
            ]),
          ),
        ]),
    ...failed.flatMap(({ count, source }) =>
      paragraphs(
        `投标人不足法定数量（共 ${count} 家），本${REGIME_WORDS[terms.regime].lot}流标。依据：${source}。`,
      ),
    ),
  ]
}

function unopenedBlocks({ terms, unopened }: OpeningRecordSource): Block[] {
  if (unopened.length === 0) return []
  const lotName = (lotId: string) => terms.lots.find(({ id }) => id === lotId)?.name ?? ''
  return [
    table(
      '未开启的投标文件不参加评审，原样封存',
      [
        [REGIME_WORDS[terms.regime].lot, 12],
        ['投标人', 22],
        ['未开启的原因', 26],
        ['文件校验值', 40],
      ],
      unopened.map(({ lotId, bidderName, reason, envelopeSha256 }) => [
        lotName(lotId),
        bidderName,
        unopenedReasonLabel[reason],
        envelopeSha256,
      ]),
    ),
  ]
}

function hashBlocks({ terms, bids }: OpeningRecordSource): Block[] {
  if (bids.length === 0) return []
  const lotName = (lotId: string) => terms.lots.find(({ id }) => id === lotId)?.name ?? ''
  return [
    table(
      '递交时间精确到毫秒；校验值为密封投标文件的 SHA-256',
      [
        [REGIME_WORDS[terms.regime].lot, 14],
        ['投标人', 22],
        ['递交时间', 24],
        ['文件校验值', 40],
      ],
      bids.map(({ lotId, bidderName, submittedAt, envelopeSha256 }) => [
        lotName(lotId),
        bidderName,
        exactTimeText(submittedAt),
        envelopeSha256,
      ]),
    ),
  ]
}
