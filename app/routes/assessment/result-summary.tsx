import {
  deductionText,
  indicatorValueText,
  targetText,
} from '#app/components/contract-term-text.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { indicatorStateLabel, stanceLabel } from './assessment-labels.ts'
import { type requireLatest } from './assessment-page.server.ts'

/** What is replied to, or decided on. */
export function ResultSummary({
  view: { indicator, latest, result, state },
}: {
  view: Awaited<ReturnType<typeof requireLatest>>['view']
}) {
  const { reply } = latest
  return (
    <DefinitionList
      items={[
        { label: '目标', value: targetText(indicator) },
        { label: '实测', value: indicatorValueText(indicator.unit, latest.measured) },
        {
          label: '差距',
          value: `${indicatorValueText(indicator.unit, result.shortfall)}，计 ${result.steps} 步`,
        },
        { label: '扣款约定', value: deductionText(indicator) },
        { label: '计算扣款', value: <Money fen={latest.proposedDeduction} /> },
        { label: '依据', value: `${latest.evidence}（${latest.document}）` },
        { label: '状态', value: indicatorStateLabel[state] },
        {
          label: '答复',
          value: reply ? (
            `${stanceLabel[reply.stance]}${reply.text ? `：${reply.text}` : ''}${reply.document ? `（${reply.document}）` : ''}`
          ) : (
            <>
              未答复，期限至 <ChinaDate date={latest.replyUntil} />
            </>
          ),
        },
      ]}
    />
  )
}
