import { max, min, ratioOf, shareOf } from '#app/domain/money.ts'
import { type TraceInput } from '#app/domain/settlement/settlement-terms.ts'

/**
 * Works out a formula of a trace from nothing but its text and its inputs, as a
 * reader with a calculator would: each product with a rate is rounded to fen.
 */
export function readFormula(
  formula: string,
  inputs: Readonly<Record<string, TraceInput>>,
): TraceInput {
  const tokens = formula.match(/[\w.]+|[()×÷+−,]/g) ?? []

  function sumOf(): TraceInput {
    let total = productOf()
    while (tokens[0] === '+' || tokens[0] === '−') {
      const sign = tokens.shift() === '+' ? 1n : -1n
      total = { unit: 'fen', value: total.value + sign * productOf().value }
    }
    return total
  }

  function productOf(): TraceInput {
    const left = single()
    const sign = tokens[0]
    if (sign !== '×' && sign !== '÷') return left
    tokens.shift()
    const right = single()
    return sign === '÷'
      ? { unit: 'ppm', value: ratioOf(left.value, right.value) }
      : { unit: 'fen', value: shareOf(right.value, left.value) }
  }

  function single(): TraceInput {
    const token = tokens.shift() ?? ''
    if (token === '0') return { unit: 'fen', value: 0n }
    if (token === '(') {
      const inside = sumOf()
      tokens.shift()
      return inside
    }
    if (token === 'min' || token === 'max') {
      const [first = 0n, ...others] = listOf()
      return { unit: 'fen', value: (token === 'min' ? min : max)(first, ...others) }
    }
    const input = inputs[token]
    if (!input) throw new Error(`the formula names ${token}, which is no input`)
    return input
  }

  function listOf(): bigint[] {
    const values: bigint[] = []
    do {
      tokens.shift()
      values.push(sumOf().value)
    } while (tokens[0] === ',')
    tokens.shift()
    return values
  }

  const result = sumOf()
  if (tokens.length > 0) throw new Error(`the formula goes on: ${tokens.join(' ')}`)
  return result
}
