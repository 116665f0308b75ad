import { type SQL, sql } from 'drizzle-orm'
import { type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type PayoutRule } from '#app/domain/benefit/payout-bands.ts'
import {
  type AmountType,
  byRule,
  exactCap,
  exactPayout,
  roundedFen,
  ruleTable,
} from './benefit-rules-sql.ts'

/** A person's visits in the order that the kernel takes them: by day, then as the files came. */
const VISITS = sql`visits as (
  partition by person order by visit_date, import_key, row_number rows unbounded preceding
)`

/** Keeps the planner from copying an expression to every place that names its result … */
const FENCE = sql`offset 0`
/** … and likewise, without losing the order that the next window needs. */
const ORDERED_FENCE = sql`order by person, visit_date, import_key, row_number`

const CLAIM = sql`claim_id, person, visit_date, import_key, row_number, eligible_expense, paid, rule, visit`

/**
 * The kernel's `adjudicateClaims` as common table expressions that end with `due_claims`:
 * claim_id, visit (1 for a person's first), eligible_expense, paid, rule, due. The running sum
 * of a person's expense gives each visit's slice, the running sum of the slices the payout
 * before caps. `rule` is null for a visit before the first terms.
 */
export function dueClaims(
  yearKey: number,
  terms: readonly DatedBenefitTerms[],
  type: AmountType,
): SQL {
  const { rules, number } = ruleTable(terms)
  const ruled = sql`
    ruled as not materialized (
      select claim_id, person, visit_date, import_key, row_number, eligible_expense, paid, ${number} as rule
      from claims where year_key = ${yearKey}
    )`
  if (rules.length === 1)
    return sql`${ruled}, ${accumulate(EVERYBODY, type)}, ${underOwnRule(rules, EVERYBODY, type)}`
  const isDated = terms.length > 1
  return isDated
    ? sql`${ruled}, ${accumulate(EVERYBODY, type)}, ${underRules(rules, EVERYBODY, type)}`
    : sql`${ruled}, ${steadyAndChanging(rules, type)}`
}

/** Whose visits a part of the query is about, and what its first and last expressions are called. */
type Part = { whose: SQL; accumulated: SQL; due: SQL }

const EVERYBODY: Part = {
  whose: sql`true`,
  accumulated: sql`accumulated`,
  due: sql`due_claims`,
}
const STEADY: Part = {
  whose: sql`not exists (select from changing where changing.person = ruled.person)`,
  accumulated: sql`steady_accumulated`,
  due: sql`steady_due`,
}
const CHANGING: Part = {
  whose: sql`exists (select from changing where changing.person = ruled.person)`,
  accumulated: sql`changing_accumulated`,
  due: sql`changing_due`,
}

/**
 * Most persons keep their category and place, and with them one rule all year: theirs is one
 * integral each. Terms that change at a date change it for nearly everybody, so those are not
 * looked for there.
 */
function steadyAndChanging(rules: readonly PayoutRule[], type: AmountType): SQL {
  return sql`
    changing as materialized (
      select person from ruled group by person having min(rule) <> max(rule)
    ),
    ${accumulate(STEADY, type)},
    ${underOwnRule(rules, STEADY, type)},
    ${accumulate(CHANGING, type)},
    ${underRules(rules, CHANGING, type)},
    due_claims as (select * from steady_due union all select * from changing_due)`
}

function accumulate({ whose, accumulated }: Part, type: AmountType): SQL {
  return sql`
    ${accumulated} as (
      select claim_id, person, visit_date, import_key, row_number, eligible_expense, paid, rule,
        row_number() over visits as visit,
        (sum(eligible_expense) over visits)::${sql.raw(type)} as accumulated
      from ruled where ${whose} window ${VISITS}
    )`
}

function underRules(rules: readonly PayoutRule[], part: Part, type: AmountType): SQL {
  const caps = new Set(rules.map(({ payoutCap }) => payoutCap))
  return caps.size === 1 ? underOneCap(rules, part, type) : underChangingCaps(rules, part, type)
}

/** Nothing changes from visit to visit, so the slices of a person add up to one integral. */
function underOwnRule(
  rules: readonly PayoutRule[],
  { accumulated, due }: Part,
  type: AmountType,
): SQL {
  const before = sql`(accumulated - eligible_expense)`
  const capped = (expense: SQL) =>
    byRule(
      rules,
      (rule) => sql`least(${exactPayout(rule, expense, type)}, ${exactCap(rule, type)})`,
    )
  return sql`
    ${due} as (
      select claim_id, visit, eligible_expense, paid, rule,
        (${roundedFen(capped(sql`accumulated`), type)} - ${roundedFen(capped(before), type)})::bigint as due
      from ${accumulated} ${FENCE}
    )`
}

function slices(rules: readonly PayoutRule[], { accumulated }: Part, type: AmountType): SQL {
  const before = sql`(accumulated - eligible_expense)`
  const slice = byRule(
    rules,
    (rule) =>
      sql`${exactPayout(rule, sql`accumulated`, type)} - ${exactPayout(rule, before, type)}`,
  )
  return sql`
    sliced as (
      select ${CLAIM}, ${slice} as slice, ${byRule(rules, (rule) => exactCap(rule, type))} as cap
      from ${accumulated} ${ORDERED_FENCE}
    )`
}

/** One cap for everybody and all year: the payout is the sum of the slices, at most the cap. */
function underOneCap(rules: readonly PayoutRule[], part: Part, type: AmountType): SQL {
  return sql`
    ${slices(rules, part, type)},
    summed as (
      select ${CLAIM}, slice, cap, (sum(slice) over visits)::${sql.raw(type)} as total
      from sliced window ${VISITS}
    ),
    ${part.due} as (
      select claim_id, visit, eligible_expense, paid, rule, (${dueOf(sql`least(total, cap)`, sql`least(total - slice, cap)`, type)})::bigint as due
      from summed ${FENCE}
    )`
}

/**
 * A cap stops paying and takes nothing back, so where a person's cap changes the payout is a
 * recursion over the visits. It is walked only from the visit on at which a person's slices
 * add up to more than the lowest of several caps; until then the plain minimum is the same.
 */
function underChangingCaps(rules: readonly PayoutRule[], part: Part, type: AmountType): SQL {
  return sql`
    ${slices(rules, part, type)},
    running as (
      select ${CLAIM}, slice, cap, lag(cap) over visits as cap_before,
        (sum(slice) over visits)::${sql.raw(type)} as total,
        min(cap) over visits as lowest_cap,
        max(cap) over visits as highest_cap,
        count(cap) over visits as capped_visits
      from sliced window ${VISITS}
    ),
    summed as materialized (
      select claim_id, person, visit, eligible_expense, paid, rule, slice, cap, total,
        least(total - slice, cap_before) as plain_before,
        total > lowest_cap and (lowest_cap <> highest_cap or capped_visits <> visit) is true as walks
      from running
    ),
    walked as materialized (
      select claim_id, person, visit, eligible_expense, paid, rule, slice, cap, plain_before,
        row_number() over (partition by person order by visit) as step
      from summed where walks
    ),
    walk (person, step, before, after) as (
      select person, step, plain_before, greatest(plain_before, least(plain_before + slice, cap))
      from walked where step = 1
      union all
      select next.person, next.step, walk.after, greatest(walk.after, least(walk.after + next.slice, next.cap))
      from walk join walked next on next.person = walk.person and next.step = walk.step + 1
    ),
    ${part.due} as (
      select claim_id, visit, eligible_expense, paid, rule, (${dueOf(sql`least(total, cap)`, sql`plain_before`, type)})::bigint as due
      from summed where walks is not true
      union all
      select claim_id, visit, eligible_expense, paid, rule, (${dueOf(sql`after`, sql`before`, type)})::bigint
      from walked join walk using (person, step)
    )`
}

function dueOf(after: SQL, before: SQL, type: AmountType): SQL {
  return sql`${roundedFen(after, type)} - ${roundedFen(before, type)}`
}
