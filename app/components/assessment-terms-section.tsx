import { type AssessmentTerms } from '#app/domain/assessment/assessment-terms.ts'
import { deductionText, indicatorSubjectLabel, targetText } from './contract-term-text.ts'
import { DataTable } from './data-table.tsx'
import { Section } from './page.tsx'

/** What the insurer is measured by, and what missing it costs. */
export function AssessmentTermsSection({ assessment }: { assessment: AssessmentTerms | null }) {
  if (!assessment) return null
  return (
    <Section title="考核约定" id="assessment">
      <DataTable
        caption="考核指标与扣款"
        rows={assessment.indicators}
        keyOf={({ id }) => id}
        columns={[
          { header: '考核方面', cell: ({ subject }) => indicatorSubjectLabel[subject] },
          { header: '指标', cell: ({ name }) => name },
          { header: '目标', cell: targetText },
          { header: '未达标扣款', cell: deductionText },
        ]}
      />
      <p>
        考核结果登记后，承办保险公司有 {assessment.replyWorkingDays}{' '}
        个工作日答复；答复或期满之后扣款才能确定，并计入当年结算。
      </p>
    </Section>
  )
}
