import { Link } from '@remix-run/react'
import { dateText } from '#app/components/format.ts'
import { Alert } from '#app/components/page.tsx'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Renewal } from '#app/domain/contract/renewal.ts'
import { type SuccessorTender } from '#db/queries/contract-successors.server.ts'

/** Whether the next purchase is on its way, and by when it must be published (续签提醒). */
export function RenewalAlert({
  renewal,
  coverEnd,
  successor,
}: {
  renewal: Renewal
  coverEnd: PlainDate
  successor: SuccessorTender | null
}) {
  const { state, latestPublication, evaluationDays, rules } = renewal
  if (successor?.published)
    return (
      <Alert tone="info" title="后续招标已公布">
        <Link to={`/notices/${successor.id}`}>{successor.title}</Link>
      </Alert>
    )
  if (successor)
    return (
      <Alert tone="info" title="后续招标正在编制">
        最迟 {dateText(latestPublication)} 发布公告，才能在 {dateText(coverEnd)}{' '}
        承保终止前签订合同。
      </Alert>
    )
  if (state === 'later') return null
  return (
    <Alert
      tone={state === 'late' ? 'danger' : 'warning'}
      title={
        state === 'late'
          ? `承保至 ${dateText(coverEnd)}，后续招标已晚于最迟发布日`
          : `承保至 ${dateText(coverEnd)}，尚无后续招标`
      }
    >
      最迟发布日：{dateText(latestPublication)}，由承保终止日倒推投标期限、评审与公示约{' '}
      {evaluationDays} 日和签订期限。依据：{rules.map(({ source }) => source).join('；')}
    </Alert>
  )
}
