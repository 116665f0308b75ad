import { type CountedPeriod, type PlainDate } from '#app/domain/calendar.ts'
import { type RuleValue } from '#app/domain/regulation/parameters.ts'

/** What a tender sets days for: a duty that somebody must have done, or a time that runs out by itself. */
const KINDS = {
  'documents-end': 'window', // 招标文件获取截止
  'documents-objection': 'window', // 对招标文件提出异议/质疑
  'amendment-without-extension': 'window', // 修改而不顺延
  'bid-deadline': 'window', // 投标截止
  'procedure-objection': 'window', // 对开标与采购过程提出异议/质疑
  'bid-clarification': 'duty', // 投标人澄清、说明或补正
  'candidates-due': 'duty', // 公示中标候选人
  'candidate-notice': 'window', // 公示期
  'winner-due': 'duty', // 确定中标人
  'result-notice': 'window', // 中标结果公告期
  'result-objection': 'window', // 对结果提出异议/质疑
  'contract-signing': 'duty', // 签订合同
  'contract-publication': 'duty', // 公告合同
  'security-return': 'duty', // 退还投标保证金
  'objection-answer': 'duty', // 答复异议/质疑
  'complaint-filing': 'window', // 投诉
  'complaint-decision': 'duty', // 投诉处理决定
} as const

export type DeadlineKind = keyof typeof KINDS
export const DEADLINE_KINDS = Object.keys(KINDS) as DeadlineKind[] // the keys of the object above

/** Whether somebody must have done it by then; otherwise a time just runs out. */
export function isDuty({ kind }: { kind: DeadlineKind }): boolean {
  return KINDS[kind] === 'duty'
}

/** What anybody may know of: nothing of a bid, an objection or a security. */
const NOT_PUBLIC: readonly DeadlineKind[] = [
  'bid-clarification',
  'security-return',
  'objection-answer',
  'complaint-filing',
  'complaint-decision',
]

export function isPublicDeadline({ kind }: { kind: DeadlineKind }): boolean {
  return !NOT_PUBLIC.includes(kind)
}

/**
 * How a day was counted: `after` a day that does not count, `before` one, `from` one
 * that counts, or on the day itself.
 */
export type Counting = {
  way: 'after' | 'before' | 'from' | 'on-the-day'
  from: PlainDate
  length: number
  unit: 'days' | 'working-days'
  skipped: readonly PlainDate[]
}

export type Deadline = {
  id: string // of the deadline within its tender
  kind: DeadlineKind
  about: string // the lot, or whose security; empty for the tender as a whole
  lotId: string | null
  due: PlainDate
  time: Date | null // where an instant decides
  rule: RuleValue | null // none where somebody set the day
  counting: Counting | null
  doneOn: PlainDate | null // for a time that has run out, its last day
  state: 'done' | 'ahead' | 'today' | 'overdue'
}

export type DeadlineDraft = Omit<Deadline, 'state' | 'time' | 'lotId' | 'about'> &
  Partial<Pick<Deadline, 'time' | 'lotId' | 'about'>>

/** Where a deadline stands at a moment. */
export function placeDeadline(
  draft: DeadlineDraft,
  { today, now }: { today: PlainDate; now: Date },
): Deadline {
  const deadline = { about: '', lotId: null, time: null, ...draft }
  const { due, time } = deadline
  const isPast = time ? now >= time : today > due
  if (draft.doneOn) return { ...deadline, state: 'done' }
  if (isPast && !isDuty(deadline)) return { ...deadline, doneOn: due, state: 'done' }
  if (isPast) return { ...deadline, state: 'overdue' }
  return { ...deadline, state: due === today ? 'today' : 'ahead' }
}

/** A counted period as a deadline says it. */
export function countedAfter(
  from: PlainDate,
  rule: RuleValue,
  { lastDay, skipped }: CountedPeriod,
): { due: PlainDate; rule: RuleValue; counting: Counting } {
  const unit = rule.unit === 'working-days' ? 'working-days' : 'days'
  const length = Number(rule.value)
  const way = length === 0 ? 'on-the-day' : 'after'
  return { due: lastDay, rule, counting: { way, from, length, unit, skipped } }
}
