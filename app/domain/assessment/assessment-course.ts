import { type CalendarOverrides, type PlainDate, countPeriod } from '#app/domain/calendar.ts'
import { PPM_ONE, type Fen } from '#app/domain/money.ts'
import { type AssessmentTerms, type PerformanceIndicator } from './assessment-terms.ts'

/** A measured value on its way to a deduction (考核程序). */
export type AssessmentCourse = {
  proposedDeduction: Fen
  replyUntil: PlainDate
  reply: { stance: 'accepts' | 'objects' } | null
  decision: { deduction: Fen } | null
}

export type AssessmentState = 'no-deduction' | 'awaiting-reply' | 'awaiting-decision' | 'decided'

/** Where it stands on a day; the insurer's last day is still its own. Where nothing is deducted, nobody is asked. */
export function assessmentState(
  { proposedDeduction, reply, replyUntil, decision }: AssessmentCourse,
  today: PlainDate,
): AssessmentState {
  if (decision) return 'decided'
  if (proposedDeduction === 0n) return 'no-deduction'
  return reply || today > replyUntil ? 'awaiting-decision' : 'awaiting-reply'
}

/** The insurer's last day to reply, the day of the record not counted. */
export function lastReplyDay(
  { replyWorkingDays }: Pick<AssessmentTerms, 'replyWorkingDays'>,
  recordedOn: PlainDate,
  overrides: CalendarOverrides,
): PlainDate {
  const period = { length: replyWorkingDays, unit: 'working-days' } as const
  return countPeriod(recordedOn, period, overrides).lastDay
}

/** Whether a value can have been measured at all. */
export function isMeasurable(
  { unit }: Pick<PerformanceIndicator, 'unit'>,
  measured: bigint,
): boolean {
  return measured >= 0n && (unit !== 'rate' || measured <= PPM_ONE)
}

export type ReplyRefusal =
  | 'no-deduction'
  | 'already-decided'
  | 'already-replied'
  | 'reply-window-over'
  | 'reason-missing'

/** Why the insurer can no longer reply, or not so. */
export function replyRefusal(
  course: AssessmentCourse,
  { stance, text }: { stance: 'accepts' | 'objects'; text: string },
  today: PlainDate,
): ReplyRefusal | undefined {
  const state = assessmentState(course, today)
  if (state === 'no-deduction') return 'no-deduction'
  if (state === 'decided') return 'already-decided'
  if (course.reply) return 'already-replied'
  if (state === 'awaiting-decision') return 'reply-window-over'
  return stance === 'objects' && text === '' ? 'reason-missing' : undefined
}

export type DecisionRefusal =
  | 'no-deduction'
  | 'already-decided'
  | 'reply-window-open'
  | 'deduction-out-of-range'
  | 'reason-missing'

/** Why a deduction does not count: the insurer is heard first, and nothing above the formula's result is taken. */
export function decisionRefusal(
  course: AssessmentCourse,
  { deduction, reason }: { deduction: Fen; reason: string },
  today: PlainDate,
): DecisionRefusal | undefined {
  const state = assessmentState(course, today)
  if (state === 'no-deduction') return 'no-deduction'
  if (state === 'decided') return 'already-decided'
  if (state === 'awaiting-reply') return 'reply-window-open'
  if (deduction < 0n || deduction > course.proposedDeduction) return 'deduction-out-of-range'
  return deduction !== course.proposedDeduction && reason === '' ? 'reason-missing' : undefined
}
