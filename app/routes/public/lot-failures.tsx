import { failureReasonLabel } from '#app/components/labels.ts'
import { Alert } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { type FailureReason } from '#app/domain/ending/lot-ending.ts'

/** Which lots failed, why, and by which rule. */
export function LotFailures({
  failures,
  lots,
}: {
  failures: readonly {
    lotId: string
    reason: FailureReason
    detail: string
    source: string
    failedAt: Date
  }[]
  lots: readonly { id: string; name: string }[]
}) {
  return (
    <>
      {failures.map(({ lotId, reason, detail, source, failedAt }) => (
        <Alert
          key={lotId}
          tone="danger"
          title={`${lots.find(({ id }) => id === lotId)?.name ?? ''}：流标`}
        >
          <p>
            {failureReasonLabel[reason]}（{/^\d+$/.test(detail) ? `共 ${detail} 家` : detail}），于{' '}
            <ChinaDateTime instant={failedAt} /> 流标。依据：
            {source}。
          </p>
        </Alert>
      ))}
    </>
  )
}
