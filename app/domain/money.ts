/** An amount of yuan in fen (分), the smallest unit. Never a `number`. */
export type Fen = bigint
/** A rate in parts per million (百万分之一): 3.25% = 32_500n. */
export type Ppm = bigint

export const PPM_ONE: Ppm = 1_000_000n

// Fifteen digits are a thousand trillion yuan: longer input is a mistake, and bigint parsing of it is slow.
const YUAN_PATTERN = /^(-?)(0|[1-9]\d{0,14})(?:\.(\d{1,2}))?$/
const RATE_PATTERN = /^(-?)(0|[1-9]\d{0,14})(?:\.(\d{1,6}))?$/

/**
 * Divides half-up (四舍五入): a remainder of exactly half goes away from zero,
 * so that `-x` always rounds to minus what `x` rounds to.
 * @example divideHalfUp(5n, 2n) // 3n
 * @throws when the divisor is not positive: that is a bug in the caller
 */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  if (divisor <= 0n) throw new Error(`divideHalfUp needs a positive divisor, got ${divisor}`)
  const magnitude = dividend < 0n ? -dividend : dividend
  const rounded = (2n * magnitude + divisor) / (2n * divisor)
  return dividend < 0n ? -rounded : rounded
}

/** The share of an amount in fen at a rate in ppm, rounded half-up once to fen. */
export function shareOf(amount: Fen, rate: Ppm): Fen {
  return divideHalfUp(amount * rate, PPM_ONE)
}

/** One amount as a rate of another in ppm, half-up. Zero of zero is zero. */
export function ratioOf(part: Fen, whole: Fen): Ppm {
  return whole === 0n ? 0n : divideHalfUp(part * PPM_ONE, whole)
}

/**
 * Splits an amount over weights without losing a fen: each boundary of the
 * running weight is rounded half-up, and each part is the difference of two
 * boundaries. The parts always add up to the amount.
 * @throws when the weights are negative or all zero
 */
export function splitByWeights(amount: Fen, weights: readonly bigint[]): Fen[] {
  const total = sum(weights)
  if (total <= 0n || weights.some((weight) => weight < 0n)) {
    throw new Error('splitByWeights needs weights that are not negative and not all zero')
  }
  let running = 0n
  let before = 0n
  return weights.map((weight) => {
    running += weight
    const boundary = divideHalfUp(amount * running, total)
    const part = boundary - before
    before = boundary
    return part
  })
}

export function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}

export function min(first: bigint, ...others: bigint[]): bigint {
  let least = first
  for (const other of others) if (other < least) least = other
  return least
}

export function max(first: bigint, ...others: bigint[]): bigint {
  let greatest = first
  for (const other of others) if (other > greatest) greatest = other
  return greatest
}

/**
 * Reads an amount in yuan with at most two decimals, as in files and forms.
 * @example parseYuan('66.6') // 6660n
 * @returns undefined for anything else: `1e3`, `1,000`, `.5`, `1.005`, `+1`
 */
export function parseYuan(text: string): Fen | undefined {
  return parseDecimal(text, YUAN_PATTERN, 2)
}

/**
 * Reads a rate written as a decimal fraction with at most six decimals.
 * @example parseRate('0.035') // 35_000n
 */
export function parseRate(text: string): Ppm | undefined {
  return parseDecimal(text, RATE_PATTERN, 6)
}

/** @example formatYuan(105_694_200_000n) // '1056942000.00' */
export function formatYuan(amount: Fen): string {
  return formatDecimal(amount, 2)
}

/** @example formatRate(968_570n) // '0.968570' */
export function formatRate(rate: Ppm): string {
  return formatDecimal(rate, 6)
}

function parseDecimal(text: string, pattern: RegExp, decimals: number): bigint | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, sign, whole = '0', fraction = ''] = match
  const value = BigInt(whole + fraction.padEnd(decimals, '0'))
  return sign ? -value : value
}

function formatDecimal(value: bigint, decimals: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0')
  const sign = value < 0n ? '-' : ''
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
