import { type Fen } from './money.ts'

const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const
const PLACES = ['', '拾', '佰', '仟'] as const

/**
 * An amount in capital Chinese numerals (大写金额), as contracts and award notices state it.
 * Basis: 正确填写票据和结算凭证的基本规定（中国人民银行 支付结算办法 附一）.
 * @example chineseAmount(105_694_200_000n) // '壹拾亿伍仟陆佰玖拾肆万贰仟元整'
 */
export function chineseAmount(amount: Fen): string {
  if (amount < 0n) return `负${chineseAmount(-amount)}`
  const yuan = amount / 100n
  const jiao = (amount / 10n) % 10n
  const fen = amount % 10n
  if (amount === 0n) return '零元整'
  const whole = yuan > 0n ? `${wholeNumber(yuan)}元` : ''
  if (jiao === 0n && fen === 0n) return `${whole}整`
  const gap = yuan > 0n && (jiao === 0n || yuan % 10n === 0n) ? '零' : ''
  return `${whole}${gap}${jiao > 0n ? `${digit(jiao)}角` : ''}${fen > 0n ? `${digit(fen)}分` : ''}`
}

function wholeNumber(value: bigint): string {
  if (value < 10_000n) return fourDigits(value)
  const [unit, size] =
    value < 100_000_000n ? (['万', 10_000n] as const) : (['亿', 100_000_000n] as const)
  const rest = value % size
  const gap = rest > 0n && rest < size / 10n ? '零' : ''
  return `${wholeNumber(value / size)}${unit}${gap}${rest > 0n ? wholeNumber(rest) : ''}`
}

/** Zeros inside become one 零, zeros at the end none. */
function fourDigits(value: bigint): string {
  return [...value.toString()]
    .map((figure, index, all) =>
      figure === '0' ? '零' : `${digit(BigInt(figure))}${PLACES[all.length - 1 - index] ?? ''}`,
    )
    .join('')
    .replaceAll(/零+/g, '零')
    .replace(/零$/, '')
}

function digit(value: bigint): string {
  return DIGITS[Number(value)] ?? ''
}
