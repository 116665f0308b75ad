import { type Fen, type Ppm, parseRate, parseYuan } from '#app/domain/money.ts'

/** An amount written in yuan, for tests. */
export function yuan(text: string): Fen {
  const amount = parseYuan(text)
  if (amount === undefined) throw new Error(`not an amount: ${text}`)
  return amount
}

/** A rate written as a decimal, for tests. */
export function rate(text: string): Ppm {
  const value = parseRate(text)
  if (value === undefined) throw new Error(`not a rate: ${text}`)
  return value
}
