import { Alert } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { type FailureReason } from '#app/domain/ending/lot-ending.ts'

const REASON: Record<FailureReason, string> = {
  'fewer-than-three-bids': '投标人不足三家',
  'fewer-than-three-valid-bids': '有效投标不足三家',
  cancelled: '终止招标',
  'award-cancelled': '中标撤销，重新招标',
  'remedy-re-tender': '质疑或投诉成立，重新招标',
}

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
            {REASON[reason]}（{/^\d+$/.test(detail) ? `共 ${detail} 家` : detail}），于{' '}
            <ChinaDateTime instant={failedAt} /> 流标。依据：
            {source}。
          </p>
        </Alert>
      ))}
    </>
  )
}
