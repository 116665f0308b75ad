import { type PlainDate, addDays, startOfDayInChina } from '#app/domain/calendar.ts'
import { sum } from '#app/domain/money.ts'
import { requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { earliestBidDeadlineDay, earliestDocumentsEnd } from '#app/domain/tender/bid-deadline.ts'
import { highestBidSecurity } from '#app/domain/tender/check-tender.ts'
import { lotTotal } from '#app/domain/tender/lot-amounts.ts'
import { type Lot, type TenderTerms, type Timetable } from '#app/domain/tender/tender.ts'

/**
 * The terms a re-tender (重新招标) starts from: the failed lots numbered anew, a project
 * number of its own, the earliest lawful timetable, and the budget less the lots that
 * are not repeated, with the bid security held to what that budget allows.
 */
export function retenderTerms(
  terms: TenderTerms,
  {
    tenderId,
    failedLotIds,
    today,
  }: { tenderId: string; failedLotIds: readonly string[]; today: PlainDate },
): TenderTerms {
  const repeated = terms.lots.filter(({ id }) => failedLotIds.includes(id))
  const settled = terms.lots.filter(({ id }) => !failedLotIds.includes(id))
  const ceilingOf = (lot: Lot) => lotTotal(lot, lot.priceCeiling, terms.termMonths)
  const budget = terms.budget - sum(settled.map(ceilingOf))
  const mostSecurity = highestBidSecurity(
    { budget, lots: repeated, termMonths: terms.termMonths },
    requiredParameterOn(terms.regime, 'bidSecurityRate', today).value,
  )
  return {
    ...terms,
    projectNumber: nextProjectNumber(terms.projectNumber),
    title: terms.title.includes('（重新招标）') ? terms.title : `${terms.title}（重新招标）`,
    budget,
    bidSecurity: terms.bidSecurity < mostSecurity ? terms.bidSecurity : mostSecurity,
    timetable: earliestTimetable(terms, today),
    lots: repeated.map((lot, index) => ({
      ...lot,
      id: `${tenderId}-${index + 1}`,
      number: index + 1,
    })),
  }
}

/** Contract numbers begin with the project's, so an attempt never shares one. @example 'SC-1' // 'SC-1-R2' */
function nextProjectNumber(projectNumber: string): string {
  const [, base = projectNumber, attempt = '1'] = /^(.*?)(?:-R(\d+))?$/.exec(projectNumber) ?? []
  return `${base}-R${Number(attempt) + 1}`
}

/** The earliest lawful timetable of a tender issued tomorrow, with bids due at nine in the morning. */
export function earliestTimetable(
  { regime, calendarOverrides }: Pick<TenderTerms, 'regime' | 'calendarOverrides'>,
  today: PlainDate,
): Timetable {
  const documentsFrom = addDays(today, 1)
  const deadlineDay = earliestBidDeadlineDay(regime, documentsFrom).earliest
  return {
    documentsFrom,
    documentsUntil: earliestDocumentsEnd(regime, documentsFrom, calendarOverrides).earliest,
    bidDeadline: new Date(startOfDayInChina(deadlineDay).getTime() + NINE_O_CLOCK_MS),
  }
}

const NINE_O_CLOCK_MS = 9 * 60 * 60 * 1000
