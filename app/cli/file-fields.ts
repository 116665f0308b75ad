import { z } from 'zod'
import { parsePlainDate } from '#app/domain/calendar.ts'
import { parseRate, parseYuan } from '#app/domain/money.ts'

/** An amount in yuan, a string with at most two decimals, as fen. */
export const yuanText = text('an amount in yuan').transform((value, context) => {
  const amount = parseYuan(value)
  if (amount !== undefined && amount >= 0n) return amount
  context.addIssue({
    code: 'custom',
    message:
      amount === undefined
        ? 'must be an amount in yuan with at most two decimals, such as "1000.50"'
        : 'must not be negative',
  })
  return z.NEVER
})

/** A rate, a decimal string, as ppm. */
export const rateText = text('a rate').transform((value, context) => {
  const rate = parseRate(value)
  if (rate !== undefined) return rate
  context.addIssue({
    code: 'custom',
    message: 'must be a rate as a decimal with at most six decimals, such as "0.035"',
  })
  return z.NEVER
})

/** A China date. */
export const dateText = text('a date').transform((value, context) => {
  const date = parsePlainDate(value)
  if (date) return date
  context.addIssue({ code: 'custom', message: 'must be a date that exists, written YYYY-MM-DD' })
  return z.NEVER
})

export function text(what: string) {
  return z.string({
    error: (issue) =>
      issue.input === undefined ? 'is missing' : `must be ${what} written as a string`,
  })
}

export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item, {
    error: (issue) => (issue.input === undefined ? 'is missing' : 'must be a list'),
  })
}

/** An object with these keys and no others. */
export function object<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return 'is not a known key'
      return issue.input === undefined ? 'is missing' : 'must be an object'
    },
  })
}

export function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, {
    error: (issue) =>
      issue.input === undefined ? 'is missing' : `must be one of ${values.join(', ')}`,
  })
}

/** An object from names to values; a name with a space around it would match no claim. */
export function named<Value extends z.ZodType>(value: Value, what: string) {
  const name = z.string().refine((text) => text !== '' && text === text.trim())
  return z.record(name, value, {
    error: (issue) =>
      issue.code === 'invalid_key'
        ? 'must be a name without spaces around it'
        : `must be an object of ${what}`,
  })
}

/** Holds a part that has the right shape against its domain check, whatever else the file has. */
export function checkedBy<Value, Problem extends string>(
  check: (value: Value) => readonly { path: readonly (string | number)[]; problem: Problem }[],
  textOf: Record<Problem, string>,
) {
  return (value: Value, context: z.RefinementCtx<Value>): void => {
    for (const { path, problem } of check(value)) {
      context.addIssue({ code: 'custom', path: [...path], message: textOf[problem] })
    }
  }
}
