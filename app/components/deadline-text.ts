import { type PlainDate, addDays } from '#app/domain/calendar.ts'
import {
  type Counting,
  type Deadline,
  type DeadlineKind,
  isDuty,
} from '#app/domain/deadline/deadline.ts'

export const deadlineLabel: Record<DeadlineKind, string> = {
  'documents-end': '招标文件获取截止',
  'documents-objection': '对招标文件提出异议（质疑）截止',
  'amendment-without-extension': '可不顺延截止时间的最后更正日',
  'bid-deadline': '投标截止',
  'procedure-objection': '对开标与采购过程提出异议（质疑）截止',
  'bid-clarification': '投标文件澄清、补正',
  'candidates-due': '公示中标候选人',
  'candidate-notice': '中标候选人公示期满',
  'winner-due': '确定中标人',
  'result-notice': '中标结果公告期满',
  'result-objection': '对结果提出异议（质疑）截止',
  'contract-signing': '签订合同',
  'contract-publication': '公告合同',
  'security-return': '退还投标保证金',
  'objection-answer': '答复异议（质疑）',
  'complaint-filing': '提出投诉截止',
  'complaint-decision': '作出投诉处理决定',
}

const STATE_LABEL: Record<Exclude<Deadline['state'], 'done'>, string> = {
  ahead: '未到期',
  today: '今天到期',
  overdue: '已逾期',
}

/** Where a deadline stands, in words. */
export function deadlineStateText(deadline: Pick<Deadline, 'kind' | 'state'>): string {
  if (deadline.state === 'done') return isDuty(deadline) ? '已办结' : '已届满'
  return STATE_LABEL[deadline.state]
}

/** How a day was counted. @example countingText(…) // '自3月2日起7个工作日，跳过3月7日、8日' */
export function countingText({ way, from, length, unit, skipped }: Counting): string {
  const period = `${length}${unit === 'working-days' ? '个工作日' : '日'}`
  const left = skipped.length > 0 ? `，跳过${skippedText(skipped)}` : ''
  switch (way) {
    case 'after':
      return `自${dayText(from)}起${period}${left}`
    case 'from':
      return `自${dayText(from)}（含当日）起${period}${left}`
    case 'before':
      return `${dayText(from)}投标截止前${period}`
    case 'on-the-day':
      return `${dayText(from)}当场`
  }
}

/** @example skippedText(['2026-03-07', '2026-03-08', '2026-03-14']) // '3月7日、8日、14日' */
export function skippedText(days: readonly PlainDate[]): string {
  let month = ''
  return runsOf(days)
    .map(([first, last]) => {
      const start = first.slice(5, 7) === month ? dayOnly(first) : dayText(first)
      month = last.slice(5, 7)
      if (first === last) return start
      const end = first.slice(5, 7) === month ? dayOnly(last) : dayText(last)
      return addDays(first, 1) === last ? `${start}、${end}` : `${start}至${end}`
    })
    .join('、')
}

function runsOf(days: readonly PlainDate[]): [PlainDate, PlainDate][] {
  const runs: [PlainDate, PlainDate][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && addDays(run[1], 1) === day) run[1] = day
    else runs.push([day, day])
  }
  return runs
}

function dayText(day: PlainDate): string {
  return `${Number(day.slice(5, 7))}月${dayOnly(day)}`
}

function dayOnly(day: PlainDate): string {
  return `${Number(day.slice(8))}日`
}
