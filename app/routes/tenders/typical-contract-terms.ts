import {
  type AssessmentTerms,
  type PerformanceIndicator,
} from '#app/domain/assessment/assessment-terms.ts'
import { type PaymentSchedule } from '#app/domain/premium/payment-schedule.ts'

/** Half in advance, a part before the dear last quarter, the rest of the actual premium at the clearing. */
export const TYPICAL_SCHEDULE: PaymentSchedule = {
  instalments: [
    { years: 'every', dueMonth: 3, share: 500_000n, atMost: false },
    { years: 'every', dueMonth: 9, share: 300_000n, atMost: false },
    { years: 'every', dueMonth: 15, share: null, atMost: false },
  ],
  paymentWorkingDays: 15,
  clearingMonth: 15,
}

/** What 国办发〔2015〕57号 六 wants measured, benefit level and satisfaction, and the service promised. */
export const TYPICAL_ASSESSMENT: AssessmentTerms = {
  replyWorkingDays: 10,
  indicators: [
    indicator('i1', '合规费用实际支付比例', 'benefit-level', { target: 600_000n, cap: 10_000n }),
    indicator('i2', '参保人满意度', 'satisfaction', { target: 900_000n, cap: 5_000n }),
    indicator('i3', '“一站式”即时结算率', 'service', { target: 980_000n, cap: 5_000n }),
    {
      ...indicator('i4', '手工赔付平均用时', 'service', { target: 15n, cap: 3_000n }),
      unit: 'days',
      direction: 'at-most',
      step: 1n,
    },
    {
      ...indicator('i5', '查实的有责投诉', 'service', { target: 5n, cap: 2_000n }),
      unit: 'count',
      direction: 'at-most',
      step: 1n,
    },
  ],
}

/** A rate that should be reached; each started percentage point below costs 0.05% of the premium. */
function indicator(
  id: string,
  name: string,
  subject: PerformanceIndicator['subject'],
  { target, cap }: { target: bigint; cap: bigint },
): PerformanceIndicator {
  return {
    id,
    name,
    subject,
    unit: 'rate',
    direction: 'at-least',
    target,
    step: 10_000n,
    deductionPerStep: 500n,
    deductionCap: cap,
  }
}
