import { countText, dateText, moneyText, rateText } from '#app/components/format.ts'
import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { chineseAmount } from '#app/domain/money-text.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'

/** What each regime calls the same thing, and the laws that its papers name. */
export const REGIME_WORDS: Record<
  Regime,
  { buyer: string; lot: string; notice: string; objection: string; laws: string }
> = {
  'bidding-law': {
    buyer: '招标人',
    lot: '标段',
    notice: '招标公告',
    objection: '异议',
    laws: '《中华人民共和国招标投标法》《中华人民共和国招标投标法实施条例》',
  },
  'government-procurement': {
    buyer: '采购人',
    lot: '采购包',
    notice: '公开招标公告',
    objection: '质疑',
    laws: '《中华人民共和国政府采购法》《中华人民共和国政府采购法实施条例》《政府采购货物和服务招标投标管理办法》（财政部令第87号）',
  },
}

export const POLICY_BASIS =
  '《国务院办公厅关于全面实施城乡居民大病保险的意见》（国办发〔2015〕57号）'

/** A price in the unit that its bid basis gives it. */
export function priceText(basis: BidBasis, price: bigint): string {
  if (basis === 'premium-per-head') return `${moneyText(price)} 元/人·年`
  return basis === 'service-fee' ? `${moneyText(price)} 元` : rateText(price)
}

/** A price with its capital numerals, where it is money. */
export function priceInFull(basis: BidBasis, price: bigint): string {
  const text = priceText(basis, price)
  return basis === 'premium-per-head' || basis === 'service-fee'
    ? `${text}（大写：人民币${chineseAmount(price)}${basis === 'premium-per-head' ? '每人每年' : ''}）`
    : text
}

/** An amount in figures and in capital numerals. */
export function amountInFull(amount: Fen): string {
  return `${moneyText(amount)} 元（大写：人民币${chineseAmount(amount)}）`
}

export function peopleText(count: bigint | number): string {
  return `${countText(count)} 人`
}

export function spanText(from: PlainDate, until: PlainDate): string {
  return `${dateText(from)} 至 ${dateText(until)}`
}

export function dayOf(instant: Date): string {
  return dateText(dateInChina(instant))
}

/** @example minuteText(new Date('2026-03-23T01:00:00Z')) // '2026年3月23日 09:00（北京时间）' */
export function minuteText(instant: Date): string {
  const china = new Date(instant.getTime() + 8 * 60 * 60 * 1000).toISOString()
  return `${dayOf(instant)} ${china.slice(11, 16)}（北京时间）`
}
