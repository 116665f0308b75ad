import { expect, test } from 'vitest'
import { z } from 'zod'
import { moneyText, rateText, sizeText } from '#app/components/format.ts'
import {
  chinaDate,
  chinaDateTime,
  chinaDateTimeText,
  choices,
  emailAddress,
  optional,
  percent,
  percentText,
  optionalText,
  requiredText,
  ticked,
  wholeBigint,
  yuan,
} from '#app/forms/fields.ts'
import { nestEntries } from '#app/forms/form-state.ts'
import { parseForm } from '#app/forms/parse-form.server.ts'
import { spareRows } from '#app/forms/spare-row.ts'

test.for([
  ['1,056,942,000.00', 105_694_200_000n],
  ['１２，０００', 1_200_000n],
  [' 66.6 ', 6_660n],
] as const)('reads %j as an amount', ([typed, amount]) => {
  expect(yuan('金额').parse(typed)).toBe(amount)
})

test.for(['', 'abc', '-1', '1.005', '1e3'])(
  'does not read %j as an amount, and says so in Chinese',
  (typed) => {
    const result = yuan('保费').safeParse(typed)
    expect(result.success).toBe(false)
    expect(result.error?.issues[0]?.message).toContain('保费')
  },
)

test('percent and points keep their digits both ways', () => {
  expect(percent('费率').parse('3.25')).toBe(32_500n)
  expect(percent('费率').safeParse('100.0001').success).toBe(false)
  for (const rate of [0n, 1n, 32_500n, 1_000_000n])
    expect(percent('费率').parse(percentText(rate))).toBe(rate)
  expect(percentText(-100_000n)).toBe('-10')
})

test('a date and time is China time both ways', () => {
  const instant = chinaDateTime('截止').parse('2025-09-10T08:55')
  expect(instant.toISOString()).toBe('2025-09-10T00:55:00.000Z')
  expect(chinaDateTimeText(instant)).toBe('2025-09-10T08:55')
  expect(chinaDateTime('截止').safeParse('2025-02-30T08:55').success).toBe(false)
})

test('empty means none, and boxes may be none, one or several', () => {
  expect(optional(yuan('封顶线')).parse(' ')).toBeNull()
  expect(optional(yuan('封顶线')).safeParse('x').success).toBe(false)
  for (const [sent, read] of [
    [undefined, []],
    ['a', ['a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [false, []],
  ] as const) {
    expect(choices('人员').parse(sent)).toEqual(read)
  }
})

test('spare rows vanish and errors keep their place', () => {
  const rows = spareRows(
    'name',
    z.object({ name: requiredText('名称'), headcount: wholeBigint('人数') }),
  )
  expect(
    rows.parse([
      { name: '甲', headcount: '1' },
      { name: ' ', headcount: '' },
    ]),
  ).toEqual([{ name: '甲', headcount: 1n }])
  const result = rows.safeParse([{ name: '' }, { name: '乙', headcount: 'x' }])
  expect(result.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['1.headcount', '人数应为整数'],
  ])
})

test('dotted names nest, and a name cannot reach into prototypes', () => {
  const nested = nestEntries([
    ['lots.0.name', '甲'],
    ['lots.1.name', '乙'],
    ['box', 'a'],
    ['box', 'b'],
    ['__proto__.x', '1'],
  ])
  expect(nested).toEqual({ lots: [{ name: '甲' }, { name: '乙' }], box: ['a', 'b'] })
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})

test('a form that is not well filled in gives errors by field and keeps what was typed', async () => {
  const body = new FormData()
  body.set('premium', '1,0x')
  body.set('tiers.0.ratio', '60')
  const request = new Request('http://localhost', { method: 'POST', body })
  const parsed = await parseForm(
    request,
    z.object({ premium: yuan('保费'), tiers: z.array(z.object({ ratio: percent('比例') })) }),
  )
  expect(parsed).toMatchObject({
    ok: false,
    state: { values: { premium: ['1,0x'], 'tiers.0.ratio': ['60'] } },
  })
  expect(Object.keys(parsed.state.errors)).toEqual(['premium'])
})

test('numbers are written as officials read them', () => {
  expect(moneyText(105_694_200_000n)).toBe('1,056,942,000.00')
  expect(moneyText(-99n)).toBe('−0.99')
  expect(rateText(968_570n)).toBe('96.857%')
  expect(rateText(32_500n)).toBe('3.25%')
  expect(sizeText(20 * 1024 * 1024)).toBe('20.0 MiB')
})

test('an optional field that is filled in wrong says what is wrong, and empty means none', () => {
  const field = optional(emailAddress('电子邮箱'))
  expect(field.parse(' ')).toBeNull()
  expect(field.parse('a.b@example.cn')).toBe('a.b@example.cn')
  for (const typed of ['a@b', 'a b@example.cn', 'a@example.cn\r\nBcc: b@example.cn'])
    expect(field.safeParse(typed).error?.issues[0]?.message).toBe('电子邮箱格式不正确')
  expect(optional(chinaDate('有效期')).safeParse('2026-02-30').error?.issues[0]?.message).toBe(
    '有效期应为存在的日期',
  )
})

test('a box that is not ticked is sent by nobody and is still read', () => {
  const form = z.object({ rows: spareRows('name', z.object({ name: z.string(), box: ticked() })) })
  const rows = [{ name: 'a' }, { name: 'b', box: 'yes' }, { name: 'c', box: false }]
  expect(form.parse({ rows }).rows.map(({ box }) => box)).toEqual([false, true, false])
})

test('a text that is kept holds no identity number, however it is written; other long numbers pass', () => {
  for (const field of [requiredText('理由'), optionalText('理由')]) {
    for (const text of ['见11010519491231002X的赔案', '１１０１０５ 19491231 002x'])
      expect(field.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
        '理由中不能出现公民身份号码',
      ])
    expect(field.parse(' 凭证 110105194912310021 ')).toBe('凭证 110105194912310021')
  }
  expect(requiredText('理由').safeParse(' ').error?.issues[0]?.message).toBe('请填写理由')
})
