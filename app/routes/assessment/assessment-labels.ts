import { type AssessmentState } from '#app/domain/assessment/assessment-course.ts'
import { type LockAssessmentRefusal } from '#app/commands/steps/lock-assessment.server.ts'

export type IndicatorState = AssessmentState | 'not-measured'

export const indicatorStateLabel: Record<IndicatorState, string> = {
  'not-measured': '未登记',
  'no-deduction': '达标，不扣款',
  'awaiting-reply': '待承办保险公司答复',
  'awaiting-decision': '待投保人确定扣款',
  decided: '已确定',
}

export const indicatorStateTone: Record<
  IndicatorState,
  'neutral' | 'info' | 'success' | 'warning' | 'danger'
> = {
  'not-measured': 'neutral',
  'no-deduction': 'success',
  'awaiting-reply': 'warning',
  'awaiting-decision': 'warning',
  decided: 'info',
}

export const stanceLabel: Record<'accepts' | 'objects', string> = {
  accepts: '认可',
  objects: '提出异议',
}

/** What reply and decision share of their refusals. */
export const COURSE_REFUSALS: Record<
  Exclude<LockAssessmentRefusal, 'not-found'> | 'no-deduction' | 'already-decided',
  { text: string; field: string }
> = {
  settled: { text: '本年度结算已经审定，考核不再变动', field: 'root' },
  replaced: { text: '考核结果已有新的登记，请返回考核页面办理最新一次', field: 'root' },
  'no-deduction': { text: '该指标达标或不产生扣款，无需办理', field: 'root' },
  'already-decided': { text: '该指标的扣款已经确定', field: 'root' },
}
