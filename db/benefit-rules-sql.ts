import { type SQL, sql } from 'drizzle-orm'
import { type BenefitTerms, type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type PayoutRule, payoutRule } from '#app/domain/benefit/payout-bands.ts'
import { type Fen, PPM_ONE } from '#app/domain/money.ts'

/** `bigint` is fast and PostgreSQL refuses what does not fit; `numeric` fits everything. */
export type AmountType = 'bigint' | 'numeric'

/** The distinct rules of the terms, and the expression that finds a claim's by number; null before the first terms. */
type RuleTable = { rules: PayoutRule[]; number: SQL }

type Choice = number | SQL

/** No claim has it, as PostgreSQL keeps no NUL in a text: stands for whatever the terms do not list. */
const UNLISTED = '\0'

export function ruleTable(terms: readonly DatedBenefitTerms[]): RuleTable {
  const rules: PayoutRule[] = []
  const known = new Map<string, number>()
  const numberOf = (rule: PayoutRule): number => {
    const key = JSON.stringify(rule, (_name, value) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    const number = known.get(key) ?? rules.push(rule) - 1
    known.set(key, number)
    return number
  }
  const latestFirst = terms.toReversed().map((entry) => ({
    when: sql`visit_date >= ${entry.from}::date`,
    choice: choiceOf(entry, numberOf),
  }))
  const number = sql`case ${joined(latestFirst)} end`
  return { rules, number }
}

function choiceOf(terms: BenefitTerms, numberOf: (rule: PayoutRule) => number): Choice {
  return byName('category', Object.keys(terms.categories), (category) =>
    byName('place', Object.keys(terms.places), (place) =>
      numberOf(payoutRule(terms, { category, place })),
    ),
  )
}

/** What the names of a column lead to; names that lead where all others do need no branch. */
function byName(
  column: 'category' | 'place',
  names: readonly string[],
  choiceFor: (name: string) => Choice,
): Choice {
  const otherwise = choiceFor(UNLISTED)
  const branches = names
    .map((name) => ({ when: sql`${sql.raw(column)} = ${name}`, choice: choiceFor(name) }))
    .filter(({ choice }) => typeof choice !== 'number' || choice !== otherwise)
  return branches.length === 0
    ? otherwise
    : sql`case ${joined(branches)} else ${choiceSql(otherwise)} end`
}

function joined(branches: readonly { when: SQL; choice: Choice }[]): SQL {
  return sql.join(
    branches.map(({ when, choice }) => sql`when ${when} then ${choiceSql(choice)}`),
    sql` `,
  )
}

function choiceSql(choice: Choice): SQL {
  return typeof choice === 'number' ? sql.raw(String(choice)) : choice
}

export function literal(amount: bigint, type: AmountType): SQL {
  return sql.raw(`(${amount}::${type})`)
}

/** What differs by rule: `case rule when 0 then … end`, or plainly when there is one rule. */
export function byRule(rules: readonly PayoutRule[], expressionOf: (rule: PayoutRule) => SQL): SQL {
  const [only, another] = rules
  if (only && !another) return expressionOf(only)
  const branches = rules.map(
    (rule, number) => sql`when ${sql.raw(String(number))} then ${expressionOf(rule)}`,
  )
  return sql`case rule ${sql.join(branches, sql` `)} end`
}

/** The payout for an accumulated expense, in fen × ppm: each edge bends the line by the change of ratio. */
export function exactPayout(rule: PayoutRule, accumulated: SQL, type: AmountType): SQL {
  const bends = bendsOf(rule)
  const [first] = bends
  if (!first) return literal(0n, type)
  const parts = bends.map(
    ({ at, change }) =>
      sql`greatest(${accumulated} - ${literal(at, type)}, 0) * ${literal(change, type)}`,
  )
  return sql`case when ${accumulated} <= ${literal(first.at, type)} then 0 else ${sql.join(parts, sql` + `)} end`
}

function bendsOf({ bands }: PayoutRule): { at: Fen; change: bigint }[] {
  const rising = bands.map(({ from, ratio }, index) => ({
    at: from,
    change: ratio - (bands[index - 1]?.ratio ?? 0n),
  }))
  const last = bands.at(-1)
  const end = last && last.upTo !== null ? [{ at: last.upTo, change: -last.ratio }] : []
  return [...rising, ...end].filter(({ change }) => change !== 0n)
}

/** The cap on the payout in fen × ppm; null: none. */
export function exactCap({ payoutCap }: PayoutRule, type: AmountType): SQL {
  return payoutCap === null ? sql.raw(`null::${type}`) : literal(payoutCap * PPM_ONE, type)
}

/** Half-up to whole fen, of an amount that is not negative. */
export function roundedFen(exact: SQL, type: AmountType): SQL {
  return type === 'bigint'
    ? sql`((${exact} + 500000) / 1000000)`
    : sql`div(${exact} + 500000, 1000000)`
}
