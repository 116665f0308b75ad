import { countText, dateText, rateText } from '#app/components/format.ts'
import { bidBasisLabel } from '#app/components/labels.ts'
import { contractDeadline } from '#app/domain/award/award-day.ts'
import { type AgreedOffer } from '#app/domain/contract/agreed-offer.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { lotTotal } from '#app/domain/tender/lot-amounts.ts'
import { type Lot, type TenderTerms } from '#app/domain/tender/tender.ts'
import { type PortalDocument, closing, definitions, paragraphs } from './document.ts'
import { REGIME_WORDS, amountInFull, dayOf, priceInFull } from './wording.ts'

export type AwardNoticeSource = {
  terms: TenderTerms
  lot: Lot
  procuringEntityName: string
  winnerName: string
  offer: AgreedOffer
  awardedAt: Date
  reason: string // why not the first-ranked bid; empty when it is
}

/** 中标通知书. Basis: 招标投标法 第四十五条; 政府采购法 第四十六条. */
export function buildAwardNotice(source: AwardNoticeSource): PortalDocument {
  const { terms, lot, procuringEntityName, winnerName, offer, awardedAt } = source
  const { buyer, lot: lotWord } = REGIME_WORDS[terms.regime]
  const { lastDay, rule } = contractDeadline(terms.regime, dateInChina(awardedAt))
  return {
    fileName: `${terms.title}（${lot.name}）中标通知书`,
    title: '中标通知书',
    subtitle: terms.title,
    number: `项目编号：${terms.projectNumber}`,
    dated: awardedAt,
    cover: [],
    blocks: [
      { kind: 'paragraph', text: `${winnerName}：`, align: 'start', indent: false },
      ...paragraphs(
        `${terms.title}（${lotWord}：${lot.name}）经公开招标、开标、评标和依法定标，确定你方为中标人。中标主要内容如下：`,
      ),
      definitions([
        { label: buyer, value: procuringEntityName },
        { label: '中标人', value: winnerName },
        { label: `${lotWord}与覆盖区域`, value: `${lot.name}（${lot.districts}）` },
        { label: '参保人数（预计）', value: `${countText(lot.headcount)} 人` },
        { label: '报价方式', value: bidBasisLabel[lot.bidBasis] },
        { label: '中标报价', value: priceInFull(lot.bidBasis, offer.price) },
        {
          label: '合同期合计（预计）',
          value: amountInFull(lotTotal(lot, offer.price, terms.termMonths)),
        },
        { label: '各段支付比例', value: offer.payoutRatios.map(rateText).join(' / ') },
        {
          label: '约定盈利率 / 亏损率',
          value: `${rateText(offer.profitRate)} / ${rateText(offer.lossRate)}`,
        },
        {
          label: '合同期限',
          value: `自 ${dateText(terms.coverageStartsOn)} 起 ${terms.termMonths} 个月`,
        },
        ...(source.reason ? [{ label: '未确定第一名的理由', value: source.reason }] : []),
      ]),
      ...paragraphs(
        `请你方在收到本通知书后，于 ${dateText(lastDay)} 前（含当日）与${buyer}签订合同。依据：${rule.source}。合同内容与招标文件和你方投标文件一致，不得另行订立背离合同实质性内容的协议。`,
      ),
      ...paragraphs(
        `本通知书对双方具有法律效力。通知书发出后，${buyer}改变中标结果，或者中标人放弃中标项目的，依法承担法律责任。`,
      ),
      ...closing(`${procuringEntityName}（盖章）`, dayOf(awardedAt)),
    ],
  }
}
