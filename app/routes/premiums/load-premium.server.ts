import { type Viewer } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { sum } from '#app/domain/money.ts'
import { clearYear, clearingDays } from '#app/domain/premium/clear-year.ts'
import { compareHeadcounts } from '#app/domain/premium/compare-headcounts.ts'
import { instalmentStates } from '#app/domain/premium/instalment-states.ts'
import { planYear } from '#app/domain/premium/plan-year.ts'
import { premiumTasks } from '#app/domain/premium/premium-tasks.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { type ContractYearRow } from '#db/queries/contract-years.server.ts'
import { listHeadcounts } from '#db/queries/headcounts.server.ts'
import { findFinalPayables, listPremiumPayments } from '#db/queries/premium-payments.server.ts'
import { listCalendarOverrides } from '#db/queries/working-days.server.ts'

export type PremiumView = Awaited<ReturnType<typeof loadPremium>>

/** Everything the pages show of a year's headcounts, premium, payments and clearing. */
export async function loadPremium(year: ContractYearRow, viewer: Viewer) {
  const [headcounts, payments, final, now] = await Promise.all([
    listHeadcounts(db, year.id),
    listPremiumPayments(db, year.id),
    findFinalPayables(db, year.id),
    databaseClock(db),
  ])
  const today = dateInChina(now)
  const { actual, premium, plan } = planYear(year, headcounts)
  const instalments = instalmentStates(plan, payments, today)
  const paid = sum(payments.map(({ amount }) => amount))
  const received = payments.filter(({ receivedOn }) => receivedOn !== null)
  const schedule = year.terms.paymentSchedule
  const finalOn = final ? dateInChina(final.signedOffAt) : null
  return {
    today,
    year: { id: year.id, number: year.number, startsOn: year.startsOn, endsOn: year.endsOn },
    fundingPerHead: year.terms.fundingPerHead,
    hasSchedule: schedule !== null,
    headcounts,
    compared: compareHeadcounts(year.terms, headcounts),
    premium,
    isActual: actual !== null,
    paid,
    received: sum(received.map(({ amount }) => amount)),
    payments,
    instalments,
    tasks: premiumTasks({ year, headcounts, payments, instalments, today }),
    days: schedule ? clearingDays(schedule, year, finalOn, await listCalendarOverrides(db)) : null,
    paymentWorkingDays: schedule?.paymentWorkingDays ?? null,
    clearing: final && premium !== null ? clearYear({ ...final, premium, paid }) : null,
    isFundOfficer: viewer.role === 'fund-officer' && viewer.organisationId === year.policyholderId,
    isFinance: viewer.role === 'insurer-finance' && viewer.organisationId === year.insurerId,
  }
}
