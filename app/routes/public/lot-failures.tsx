import { Alert } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'

const REASON: Record<'fewer-than-three-bids' | 'fewer-than-three-valid-bids', string> = {
  'fewer-than-three-bids': '投标人不足三家',
  'fewer-than-three-valid-bids': '有效投标不足三家',
}

/** Which lots failed, why, and by which rule. */
export function LotFailures({
  failures,
  lots,
}: {
  failures: readonly {
    lotId: string
    reason: keyof typeof REASON
    bids: string
    source: string
    failedAt: Date
  }[]
  lots: readonly { id: string; name: string }[]
}) {
  return (
    <>
      {failures.map(({ lotId, reason, bids, source, failedAt }) => (
        <Alert
          key={lotId}
          tone="danger"
          title={`${lots.find(({ id }) => id === lotId)?.name ?? ''}：流标`}
        >
          <p>
            {REASON[reason]}（共 {bids} 家），于 <ChinaDateTime instant={failedAt} /> 流标。依据：
            {source}。
          </p>
        </Alert>
      ))}
    </>
  )
}
