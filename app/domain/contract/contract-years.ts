import { type PlainDate, addDays, addMonths } from '#app/domain/calendar.ts'

export type ContractYear = { number: number; startsOn: PlainDate; endsOn: PlainDate }

/**
 * The years of a contract (合同年度), which need not be calendar years. A term that
 * is not a whole number of years ends in a shorter one.
 */
export function contractYears(startsOn: PlainDate, termMonths: number): ContractYear[] {
  const end = addDays(addMonths(startsOn, termMonths), -1)
  const count = Math.ceil(termMonths / 12)
  return Array.from({ length: count }, (_year, index) => {
    const lastDay = addDays(addMonths(startsOn, 12 * (index + 1)), -1)
    return {
      number: index + 1,
      startsOn: addMonths(startsOn, 12 * index),
      endsOn: lastDay < end ? lastDay : end,
    }
  })
}
