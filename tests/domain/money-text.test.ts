import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chineseAmount } from '#app/domain/money-text.ts'
import { yuan } from '#tests/yuan.ts'

test.each([
  ['1056942000', '壹拾亿伍仟陆佰玖拾肆万贰仟元整'],
  ['0', '零元整'],
  ['1409.5', '壹仟肆佰零玖元伍角'],
  ['6007.14', '陆仟零柒元壹角肆分'],
  ['1680.32', '壹仟陆佰捌拾元零叁角贰分'],
  ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
  ['325.04', '叁佰贰拾伍元零肆分'],
  ['107000.53', '壹拾万柒仟元零伍角叁分'],
  ['0.05', '伍分'],
  ['0.5', '伍角'],
  ['10', '壹拾元整'],
  ['100005', '壹拾万零伍元整'],
  ['10000500', '壹仟万零伍佰元整'],
  ['100000000', '壹亿元整'],
  ['100010000', '壹亿零壹万元整'],
  ['2000000000001', '贰万亿零壹元整'],
  ['-66.6', '负陆拾陆元陆角'],
])('%s yuan in capital numerals', (amount, text) => {
  expect(chineseAmount(yuan(amount))).toBe(text)
})

test('every amount has numerals that read back as the amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 17n }), (amount) => {
      expect(readBack(chineseAmount(amount))).toBe(amount)
    }),
  )
})

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES: Record<string, bigint> = { 拾: 10n, 佰: 100n, 仟: 1_000n }

function readBack(text: string): bigint {
  const [whole = '', cents = ''] = text.includes('元') ? text.split('元') : ['', text]
  const jiao = /(.)角/.exec(cents)?.[1] ?? '零'
  const fen = /(.)分/.exec(cents)?.[1] ?? '零'
  return readWhole(whole) * 100n + BigInt(DIGITS.indexOf(jiao) * 10 + DIGITS.indexOf(fen))
}

function readWhole(text: string): bigint {
  for (const [unit, size] of [
    ['亿', 100_000_000n],
    ['万', 10_000n],
  ] as const) {
    const at = text.lastIndexOf(unit)
    if (at >= 0) return readWhole(text.slice(0, at)) * size + readWhole(text.slice(at + 1))
  }
  let total = 0n
  let figure = 0n
  for (const character of text) {
    const place = PLACES[character]
    if (place === undefined) figure = BigInt(DIGITS.indexOf(character))
    else total += figure * place
    if (place !== undefined) figure = 0n
  }
  return total + figure
}
