import { type PlainDate, countPeriod, dateInChina, daysBetween } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Termination, isInForce, needsConsent } from './early-termination.ts'

/** What the outgoing insurer hands over (移交清单). */
export const HANDOVER_ITEMS = [
  'data', // 参保、理赔数据与档案
  'open-claims', // 未决案件
  'staff', // 服务人员与网点
  'funds', // 资金与账户
] as const
export type HandoverItem = (typeof HANDOVER_ITEMS)[number]

/**
 * Days from the last day of cover (承保终止日). No rule names any; these are the portal's:
 * data and open cases go first, since the next insurer pays patients from its first day;
 * people and counters follow within a month; money waits for the year's clearing, which the
 * contracts put into the first quarter of the next year.
 */
export const HANDOVER_DAYS: Record<HandoverItem, number> = {
  data: 15,
  'open-claims': 15,
  staff: 30,
  funds: 90,
}

/** One record of an item done; the last version counts. */
export type HandoverRecord = {
  item: HandoverItem
  version: number
  handedOverOn: PlainDate
  answer: 'accepted' | 'returned' | null
}

export type HandoverState =
  | 'not-started' // before the last day of cover, with nothing done
  | 'to-hand-over'
  | 'to-accept'
  | 'returned'
  | 'accepted'

export type HandoverProgress<Record extends HandoverRecord> = {
  item: HandoverItem
  dueOn: PlainDate
  state: HandoverState
  overdue: boolean // not handed over, or returned, after its day
  lateDays: number // handed over after its day
  record: Record | null // the last one
}

/** Where each item of the handover stands. A due day that is a day off moves on (民法典 第二百零三条). */
export function handoverProgress<Record extends HandoverRecord>(
  { startsOn, coverEnd }: { startsOn: PlainDate; coverEnd: PlainDate },
  records: readonly Record[],
  today: PlainDate,
): HandoverProgress<Record>[] {
  return HANDOVER_ITEMS.map((item) => {
    const dueOn = handoverDue(item, coverEnd)
    const record = lastOf(records, item)
    const state = stateOf(record, today < startsOn)
    const isOwed = state === 'to-hand-over' || state === 'returned'
    const late =
      record && record.answer !== 'returned' ? daysBetween(dueOn, record.handedOverOn) : 0
    return {
      item,
      dueOn,
      state,
      overdue: isOwed && today > dueOn,
      lateDays: Math.max(0, late),
      record: record ?? null,
    }
  })
}

export function handoverDue(item: HandoverItem, coverEnd: PlainDate): PlainDate {
  return countPeriod(coverEnd, { length: HANDOVER_DAYS[item], unit: 'days' }).lastDay
}

/**
 * From when items may be handed over: once an early termination is in force, else from the
 * last day of the term.
 */
export function handoverStart(
  termEndsOn: PlainDate,
  terminations: readonly (Pick<Termination, 'cause' | 'answer' | 'effectiveOn'> & {
    declaredAt: Date
    answeredAt: Date | null
  })[],
): PlainDate {
  const ended = terminations.find(isInForce)
  if (!ended) return termEndsOn
  const since = needsConsent(ended.cause) ? ended.answeredAt : ended.declaredAt
  return dateInChina(since ?? ended.declaredAt)
}

export type HandoverRefusal =
  | 'not-started'
  | 'in-the-future'
  | 'answer-pending'
  | 'already-accepted'

/** Whether an item may be recorded as handed over on a day; again only after the buyer returned it. */
export function checkHandover(
  { item, handedOverOn }: { item: HandoverItem; handedOverOn: PlainDate },
  { startsOn, records }: { startsOn: PlainDate; records: readonly HandoverRecord[] },
  today: PlainDate,
): Decision<{ version: number }, HandoverRefusal> {
  const last = lastOf(records, item)
  if (last?.answer === 'accepted') return refuse('already-accepted')
  if (last && last.answer === null) return refuse('answer-pending')
  if (handedOverOn > today) return refuse('in-the-future')
  if (handedOverOn < startsOn) return refuse('not-started')
  return accept({ version: (last?.version ?? 0) + 1 })
}

function lastOf<Record extends HandoverRecord>(
  records: readonly Record[],
  item: HandoverItem,
): Record | undefined {
  return records
    .filter((record) => record.item === item)
    .toSorted((a, b) => a.version - b.version)
    .at(-1)
}

function stateOf(record: HandoverRecord | undefined, isEarly: boolean): HandoverState {
  if (record?.answer === 'accepted') return 'accepted'
  if (record?.answer === 'returned') return 'returned'
  if (record) return 'to-accept'
  return isEarly ? 'not-started' : 'to-hand-over'
}
