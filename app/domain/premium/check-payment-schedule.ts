import { PPM_ONE, sum } from '#app/domain/money.ts'
import { type InstalmentRule, type PaymentSchedule } from './payment-schedule.ts'

export type PaymentScheduleProblem = {
  path: string // dotted, as in `instalments.0.share`
  problem:
    | 'rate-outside-0-to-1'
    | 'no-remainder'
    | 'remainder-twice'
    | 'remainder-not-last'
    | 'remainder-not-at-most'
    | 'instalments-above-premium'
    | 'months-not-rising'
    | 'month-out-of-range'
    | 'due-after-clearing'
    | 'clearing-before-year-end'
    | 'must-be-positive'
}

const LAST_MONTH = 24 // the end of the year after; the premium of a year is long cleared by then

/**
 * Everything that makes a payment schedule (保费拨付约定) unusable: in each kind of year
 * the months rise, the shares stay within the premium, and one remainder comes last.
 */
export function checkPaymentSchedule(
  schedule: PaymentSchedule,
  termMonths: number,
): PaymentScheduleProblem[] {
  const { instalments, paymentWorkingDays, clearingMonth } = schedule
  const numbered = instalments.map((rule, index) => ({ ...rule, index }))
  const kinds = termMonths > 12 ? (['first', 'later'] as const) : (['first'] as const)
  const problems: PaymentScheduleProblem[] = [
    ...numbered.flatMap((rule) => checkInstalment(rule, clearingMonth)),
    ...kinds.flatMap((kind) =>
      checkYear(numbered.filter(({ years }) => years === kind || years === 'every')),
    ),
  ]
  if (paymentWorkingDays < 1)
    problems.push({ path: 'paymentWorkingDays', problem: 'must-be-positive' })
  if (clearingMonth < 12 || clearingMonth > LAST_MONTH)
    problems.push({ path: 'clearingMonth', problem: 'clearing-before-year-end' })
  return onceEach(problems)
}

type Numbered = InstalmentRule & { index: number }

function checkInstalment(
  { index, dueMonth, share, atMost }: Numbered,
  clearingMonth: number,
): PaymentScheduleProblem[] {
  const problems: PaymentScheduleProblem[] = []
  if (share !== null && (share <= 0n || share > PPM_ONE))
    problems.push({ path: `instalments.${index}.share`, problem: 'rate-outside-0-to-1' })
  if (share === null && atMost)
    problems.push({ path: `instalments.${index}.atMost`, problem: 'remainder-not-at-most' })
  if (dueMonth < 1 || dueMonth > LAST_MONTH)
    problems.push({ path: `instalments.${index}.dueMonth`, problem: 'month-out-of-range' })
  else if (dueMonth > clearingMonth)
    problems.push({ path: `instalments.${index}.dueMonth`, problem: 'due-after-clearing' })
  return problems
}

function checkYear(rules: readonly Numbered[]): PaymentScheduleProblem[] {
  const problems: PaymentScheduleProblem[] = []
  const remainders = rules.filter(({ share }) => share === null)
  const [remainder, second] = remainders
  if (!remainder) problems.push({ path: 'instalments', problem: 'no-remainder' })
  else if (second)
    problems.push({ path: `instalments.${second.index}.share`, problem: 'remainder-twice' })
  else if (remainder !== rules.at(-1))
    problems.push({ path: `instalments.${remainder.index}.share`, problem: 'remainder-not-last' })
  if (sum(rules.map(({ share }) => share ?? 0n)) > PPM_ONE)
    problems.push({ path: 'instalments', problem: 'instalments-above-premium' })
  rules.forEach((rule, position) => {
    const before = rules[position - 1]
    if (before && before.dueMonth >= rule.dueMonth)
      problems.push({ path: `instalments.${rule.index}.dueMonth`, problem: 'months-not-rising' })
  })
  return problems
}

/** A rule of every year is seen in the first and the later ones; its problem is said once. */
function onceEach(problems: readonly PaymentScheduleProblem[]): PaymentScheduleProblem[] {
  return problems.filter(
    ({ path, problem }, index) =>
      problems.findIndex((other) => other.path === path && other.problem === problem) === index,
  )
}
