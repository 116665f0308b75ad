import { type PaymentSchedule } from '#app/domain/premium/payment-schedule.ts'
import { instalmentText, instalmentYearsLabel, monthOfYearText } from './contract-term-text.ts'
import { DataTable } from './data-table.tsx'
import { Section } from './page.tsx'

/** When and how much of a year's premium is paid. */
export function PaymentScheduleSection({ schedule }: { schedule: PaymentSchedule | null }) {
  if (!schedule) return null
  return (
    <Section title="保费拨付约定" id="payment-schedule">
      <DataTable
        caption="月份自合同年度的第1个月数起，于当月最后一日前应付"
        rows={schedule.instalments.map((instalment, index) => ({ ...instalment, index }))}
        keyOf={({ index }) => String(index)}
        columns={[
          { header: '适用年度', cell: ({ years }) => instalmentYearsLabel[years] },
          { header: '应付月份', cell: ({ dueMonth }) => monthOfYearText(dueMonth) },
          { header: '拨付', cell: instalmentText },
        ]}
      />
      <p>
        审核后 {schedule.paymentWorkingDays} 个工作日内支付；
        {monthOfYearText(schedule.clearingMonth)}
        底前清算。
      </p>
    </Section>
  )
}
