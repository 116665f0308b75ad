import { exactTimeText, rateText } from '#app/components/format.ts'
import { closedBidLabel, openedWithLabel, unopenedReasonLabel } from '#app/components/labels.ts'
import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type BidProblem } from '#app/domain/bid/check-bid.ts'
import { type Ppm } from '#app/domain/money.ts'
import { closedBidTreatment } from '#app/domain/opening/closed-bid.ts'
import { type OpenedWith, type UnopenedReason } from '#app/domain/opening/opening-outcome.ts'
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
  openedWith: OpenedWith
  problems: readonly BidProblem[] // limits of the tender it breaks
  submittedAt: Date
  envelopeSha256: string
}

/** A submitted bid that stayed closed, and why. */
export type UnopenedBid = {
  lotId: string
  bidderName: string
  reason: UnopenedReason
  detail: string
  submittedAt: Date
  envelopeSha256: string
}

/** Who held a key, what it released and when, or why it could not. */
export type KeyHolder = {
  name: string
  organisationName: string
  shares: number
  lastAt: Date | null
  lost: { reason: string; reportedAt: Date; reportedBy: string } | null
}

export type OpeningRecordSource = {
  terms: TenderTerms
  procuringEntityName: string
  openedAt: Date
  officer: { name: string; organisationName: string }
  session: { startedAt: Date; startedByName: string; bidderWindowEndsAt: Date } | null
  holders: readonly KeyHolder[]
  bids: readonly ReadOutBid[]
  unopened: readonly UnopenedBid[]
  failures: readonly { lotId: string; count: string; source: string }[] // lots with too few bids
}

export type ProblemText = (problem: BidProblem, basis: BidBasis) => string

/**
 * 开标记录.
 * Basis: 招标投标法 第三十六条; 财政部令第87号 第四十一条、第四十二条; 电子招标投标办法 第三十一条.
 */
export function buildOpeningRecord(
  source: OpeningRecordSource,
  problemText: ProblemText,
): PortalDocument {
  const { terms, procuringEntityName, openedAt, officer, session, bids } = source
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
              ...(session
                ? [
                    {
                      label: '开标开始',
                      value: `${exactTimeText(session.startedAt)}（${session.startedByName}）`,
                    },
                    {
                      label: '投标人自行解密至',
                      value: exactTimeText(session.bidderWindowEndsAt),
                    },
                  ]
                : []),
              { label: '同时开启时间', value: `${exactTimeText(openedAt)}（北京时间）` },
              { label: '开标地点', value: '共济平台（网上公开开标）' },
              { label: '开启人员', value: `${officer.organisationName} ${officer.name}` },
              { label: '开启的投标文件', value: `${bids.length} 份` },
            ]),
          ],
        },
        ...terms.lots.map((lot) => ({
          title: `唱标内容：${lot.name}`,
          blocks: lotBlocks(lot, source, problemText),
        })),
        { title: '未开启的投标文件', blocks: unopenedBlocks(source) },
        { title: '开标密钥与份额', blocks: holderBlocks(source) },
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

function lotBlocks(
  lot: Lot,
  { terms, bids, failures }: OpeningRecordSource,
  problemText: ProblemText,
): Block[] {
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
    ...own.flatMap(({ bidderName, problems }) =>
      problems.length === 0
        ? []
        : paragraphs(
            `${bidderName}的投标与公布的限值不符：${problems.map((problem) => problemText(problem, lot.bidBasis)).join('；')}。`,
          ),
    ),
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
  const sources = new Set(unopened.map(({ reason }) => closedBidTreatment(reason).source))
  return [
    table(
      '未开启的投标文件不参加评审，原样封存',
      [
        [REGIME_WORDS[terms.regime].lot, 12],
        ['投标人', 20],
        ['处理', 12],
        ['未开启的原因', 32],
        ['密封件校验值', 24],
      ],
      unopened.map(({ lotId, bidderName, reason, detail, envelopeSha256 }) => [
        lotName(lotId),
        bidderName,
        closedBidLabel[closedBidTreatment(reason).treatedAs],
        [unopenedReasonLabel[reason], detail].filter(Boolean).join('。'),
        envelopeSha256,
      ]),
    ),
    ...paragraphs(`依据：${[...sources].join('；')}。`),
  ]
}

function holderBlocks({ terms, holders }: OpeningRecordSource): Block[] {
  if (holders.length === 0) return []
  return [
    table(
      `凑齐任意 ${terms.openingThreshold} 份份额即可开启一份投标文件`,
      [
        ['单位', 30],
        ['姓名', 14],
        ['释放份额', 28],
        ['无法使用的原因', 28],
      ],
      holders.map(({ organisationName, name, shares, lastAt, lost }) => [
        organisationName,
        name,
        lastAt ? `${shares} 份，${exactTimeText(lastAt)}` : '未释放',
        lost ? `${lost.reason}（${lost.reportedBy}报告，${exactTimeText(lost.reportedAt)}）` : '',
      ]),
    ),
  ]
}

function hashBlocks({ terms, bids }: OpeningRecordSource): Block[] {
  if (bids.length === 0) return []
  const lotName = (lotId: string) => terms.lots.find(({ id }) => id === lotId)?.name ?? ''
  return [
    table(
      '递交时间精确到毫秒；校验值为密封件清单的 SHA-256，与投标人回执一致',
      [
        [REGIME_WORDS[terms.regime].lot, 14],
        ['投标人', 20],
        ['递交时间', 20],
        ['开启方式', 14],
        ['密封件校验值', 32],
      ],
      bids.map(({ lotId, bidderName, submittedAt, openedWith, envelopeSha256 }) => [
        lotName(lotId),
        bidderName,
        exactTimeText(submittedAt),
        openedWithLabel[openedWith],
        envelopeSha256,
      ]),
    ),
  ]
}
