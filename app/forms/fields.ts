import { z } from 'zod'
import { hasControlCharacter } from './control-characters.ts'
import { parsePlainDate } from '#app/domain/calendar.ts'
import { containsIdentityNumber } from '#app/domain/claims/identity-number.ts'
import { type Fen, type Ppm, formatYuan, parseYuan } from '#app/domain/money.ts'

/** People paste full-width digits and thousands commas; both are meant as plain numbers. */
export function normaliseNumber(text: string): string {
  return text
    .replaceAll(/[０-９．－]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\s,，]/g, '')
}

/** An amount in yuan typed in a form, as fen. */
export function yuan(label: string) {
  return number(label, `${label}应为金额（元），最多两位小数`, (text) =>
    nonNegative(parseYuan(text)),
  )
}

/** A rate typed in percent (`3.25`), as ppm. */
export function percent(label: string) {
  return number(label, `${label}应为0至100之间的百分数，最多四位小数`, (text) => {
    const rate = parsePercent(text)
    return rate !== undefined && rate >= 0n && rate <= 1_000_000n ? rate : undefined
  })
}

/** A change of rate in percentage points, may be negative. */
export function percentagePoints(label: string) {
  return number(label, `${label}应为−100至100之间的百分点`, (text) => {
    const rate = parsePercent(text)
    return rate !== undefined && rate >= -1_000_000n && rate <= 1_000_000n ? rate : undefined
  })
}

/** Score points with two decimals, as hundredths. */
export function points(label: string) {
  return number(label, `${label}应为分数，最多两位小数`, (text) => nonNegative(parseYuan(text)))
}

export function wholeNumber(label: string, { most = 1_000_000_000 } = {}) {
  return number(label, `${label}应为整数`, (text) =>
    /^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : undefined,
  )
}

export function wholeBigint(label: string) {
  return number(label, `${label}应为整数`, (text) =>
    /^\d{1,15}$/.test(text) ? BigInt(text) : undefined,
  )
}

/** Empty means none; what is filled in wrong is answered by the field. */
export function optional<Output>(field: z.ZodType<Output, string>) {
  return z.union([emptyText.transform(() => null), field], {
    error: (issue) =>
      issue.code === 'invalid_union' ? issue.errors.at(-1)?.[0]?.message : undefined,
  })
}

const emptyText = z.string().regex(/^\s*$/)

/** Text that is kept and read by many: no person's identity number belongs in it. */
export function requiredText(label: string, most = 200) {
  return optionalText(label, most).min(1, `请填写${label}`)
}

export function optionalText(label: string, most = 2000) {
  return z
    .string({ error: `请填写${label}` })
    .trim()
    .max(most, `${label}不超过${most}字`)
    .refine((text) => !hasControlCharacter(text), `${label}含有不能保存的控制字符`)
    .refine((text) => !containsIdentityNumber(text), `${label}中不能出现公民身份号码`)
}

/** A password that somebody chooses. */
export function newPassword(label: string) {
  return z
    .string({ error: `请填写${label}` })
    .min(10, `${label}至少10位`)
    .max(200, `${label}过长`)
}

export function emailAddress(label: string) {
  return z
    .string({ error: `请填写${label}` })
    .trim()
    .max(254, `${label}过长`)
    .pipe(z.email(`${label}格式不正确`))
}

export function chinaDate(label: string) {
  return parsed(label, `${label}应为存在的日期`, parsePlainDate)
}

/** The browser's `datetime-local` text, read as China time. */
export function chinaDateTime(label: string) {
  return parsed(label, `${label}应为日期和时间`, (text) => {
    if (
      !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) ||
      !parsePlainDate(text.slice(0, 10))
    )
      return undefined
    const instant = new Date(`${text}+08:00`)
    return Number.isNaN(instant.getTime()) ? undefined : instant
  })
}

/** An instant that a hidden field carries to the millisecond. */
export function exactInstant(label: string) {
  return parsed(label, `${label}无效，请刷新页面`, (text) => {
    const instant = new Date(text)
    return Number.isNaN(instant.getTime()) ? undefined : instant
  })
}

export function choice<const Values extends readonly string[]>(label: string, values: Values) {
  return z.enum(values, { error: `请选择${label}` })
}

/** One box of value `yes`. Unticked, a browser sends nothing and the form in the browser `false`. */
export function ticked() {
  return z
    .union([z.literal('yes'), z.literal(false)])
    .optional()
    .transform((value) => value === 'yes')
}

/** Any number of ticked boxes of one name. */
export function choices(label: string) {
  return z.preprocess(
    (value) =>
      value === undefined || value === false
        ? []
        : Array.isArray(value)
          ? value.filter(Boolean)
          : [value],
    z.array(z.string(), { error: `请选择${label}` }),
  )
}

/** A chosen file; the browser's form gives a list of one. */
export function uploadedFile(label: string) {
  return z
    .preprocess(
      (value) => (typeof FileList !== 'undefined' && value instanceof FileList ? value[0] : value),
      z.instanceof(File, { error: `请选择${label}` }),
    )
    .refine(({ name }) => name !== '', `请选择${label}`)
}

/** Ids that pages make and addresses carry. */
export function identifier(label: string) {
  return z.string({ error: `缺少${label}` }).regex(/^[a-z0-9-]{1,80}$/, `${label}无效，请刷新页面`)
}

/** The text a percent field shows for a rate. */
export function percentText(rate: Ppm): string {
  const digits = (rate < 0n ? -rate : rate).toString().padStart(5, '0')
  const fraction = digits.slice(-4).replace(/0+$/, '')
  return `${rate < 0n ? '-' : ''}${digits.slice(0, -4)}${fraction ? `.${fraction}` : ''}`
}

/** The text an amount field shows. */
export function yuanText(amount: Fen): string {
  return formatYuan(amount)
}

/** The text a date-and-time field shows for an instant, in China time. */
export function chinaDateTimeText(instant: Date): string {
  return new Date(instant.getTime() + 8 * 60 * 60 * 1000).toISOString().slice(0, 16)
}

function parsePercent(text: string): Ppm | undefined {
  const match = /^(-?)(\d{1,7})(?:\.(\d{1,4}))?$/.exec(text)
  if (!match) return undefined
  const [, sign, whole = '0', fraction = ''] = match
  const rate = BigInt(whole + fraction.padEnd(4, '0'))
  return sign ? -rate : rate
}

function nonNegative(value: bigint | undefined): bigint | undefined {
  return value !== undefined && value >= 0n ? value : undefined
}

function number<Value>(label: string, message: string, parse: (text: string) => Value | undefined) {
  return parsed(label, message, (text) => parse(normaliseNumber(text)))
}

function parsed<Value>(label: string, message: string, parse: (text: string) => Value | undefined) {
  return z.string({ error: `请填写${label}` }).transform((text, context) => {
    const trimmed = text.trim()
    const value = trimmed === '' ? undefined : parse(trimmed)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: trimmed === '' ? `请填写${label}` : message })
    return z.NEVER
  })
}
