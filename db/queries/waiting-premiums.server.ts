import { type Actor } from '#app/domain/actor.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { instalmentStates } from '#app/domain/premium/instalment-states.ts'
import { planYear } from '#app/domain/premium/plan-year.ts'
import { type PremiumTask, premiumTasks } from '#app/domain/premium/premium-tasks.ts'
import { type Db } from '#db/client.server.ts'
import { type ContractYearRow, listRunningYears } from './contract-years.server.ts'
import { listHeadcountsOfYears } from './headcounts.server.ts'
import { listPaymentsOfYears } from './premium-payments.server.ts'
import { LIMIT_PER_KIND, type WaitingItem, type WaitingKind } from './waiting-item.ts'

/** Headcounts to state and instalments to pay, overdue ones among them. */
export async function listPremiumWorkOfFund(
  db: Db,
  { organisationId }: Actor,
  now: Date,
): Promise<WaitingItem[]> {
  const tasks = await listTasks(db, { policyholderId: organisationId }, now)
  return toItems(tasks, (task) => {
    if (task.kind === 'state-headcount') return 'record-headcount'
    if (task.kind !== 'pay-instalment') return undefined
    return task.isOverdue ? 'premium-overdue' : 'pay-premium'
  })
}

/** Headcounts to answer, receipts to confirm, and what the fund has not paid in time. */
export async function listPremiumWorkOfInsurer(
  db: Db,
  { organisationId }: Actor,
  now: Date,
): Promise<WaitingItem[]> {
  const tasks = await listTasks(db, { insurerId: organisationId }, now)
  return toItems(tasks, (task) => {
    if (task.kind === 'answer-headcount') return 'answer-headcount'
    if (task.kind === 'confirm-receipt') return 'confirm-premium-receipt'
    return task.kind === 'pay-instalment' && task.isOverdue ? 'premium-not-received' : undefined
  })
}

type TaskOfYear = { year: ContractYearRow; task: PremiumTask }

async function listTasks(
  db: Db,
  side: { policyholderId: string } | { insurerId: string },
  now: Date,
): Promise<TaskOfYear[]> {
  const today = dateInChina(now)
  const years = await listRunningYears(db, side, today)
  const yearIds = years.map(({ id }) => id)
  const [headcounts, payments] = await Promise.all([
    listHeadcountsOfYears(db, yearIds),
    listPaymentsOfYears(db, yearIds),
  ])
  return years.flatMap((year) => {
    const ofYear = {
      headcounts: headcounts.filter(({ contractYearId }) => contractYearId === year.id),
      payments: payments.filter(({ contractYearId }) => contractYearId === year.id),
    }
    const { plan } = planYear(year, ofYear.headcounts)
    const instalments = instalmentStates(plan, ofYear.payments, today)
    return premiumTasks({ year, ...ofYear, instalments, today }).map((task) => ({ year, task }))
  })
}

/** One item a year and kind, with its earliest day; at most so many of a kind as of any other work. */
function toItems(
  tasks: readonly TaskOfYear[],
  kindOf: (task: PremiumTask) => WaitingKind | undefined,
): WaitingItem[] {
  const items = new Map<string, WaitingItem>()
  for (const { year, task } of tasks) {
    const kind = kindOf(task)
    const key = `${kind} ${year.id}`
    const ofKind = [...items.values()].filter((item) => item.kind === kind)
    if (!kind || items.has(key) || ofKind.length === LIMIT_PER_KIND) continue
    items.set(key, {
      kind,
      subjectId: year.id,
      title: `${year.tenderTitle} · ${year.lotName} · 第${year.number}年度`,
      due: 'due' in task ? task.due : null,
    })
  }
  return [...items.values()]
}
