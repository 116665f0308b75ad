import { Link } from '@remix-run/react'
import { failureReasonLabel } from '#app/components/labels.ts'
import { Alert } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { type FailureReason } from '#app/domain/ending/lot-ending.ts'

type Failure = {
  lotId: string
  reason: FailureReason
  detail: string
  source: string
  failedAt: Date
  retenderId: string | null
  settledOtherwise: boolean
}

/** Which lots ended without an award, why, by which rule, and what followed. */
export function LotFailures({
  failures,
  lots,
}: {
  failures: readonly Failure[]
  lots: readonly { id: string; name: string }[]
}) {
  return (
    <>
      {failures.map((failure) => {
        const { lotId, reason, detail, source, failedAt } = failure
        const name = lots.find(({ id }) => id === lotId)?.name ?? ''
        return (
          <Alert
            key={lotId}
            tone={failure.settledOtherwise ? 'info' : 'danger'}
            title={`${name}：${reason === 'cancelled' ? '终止招标' : '流标'}`}
          >
            <p>
              <ChinaDateTime instant={failedAt} />，
              {reason === 'cancelled' ? '' : failureReasonLabel[reason]}
              {detailText(failure, detail)}。依据：{source}。
            </p>
            <Sequel failure={failure} />
          </Alert>
        )
      })}
    </>
  )
}

/** A count of bids in brackets, or the reason in words. */
function detailText({ reason }: Failure, detail: string): string {
  if (reason === 'cancelled') return `原因：${detail}`
  const isCount = reason === 'fewer-than-three-bids' || reason === 'fewer-than-three-valid-bids'
  return isCount ? `（共 ${detail} 家）` : `（${detail}）`
}

function Sequel({ failure: { lotId, retenderId, settledOtherwise } }: { failure: Failure }) {
  if (settledOtherwise)
    return (
      <p>
        <Link to={`/other-procedures/${lotId}`}>已以其他方式确定承办机构</Link>
      </p>
    )
  if (!retenderId) return null
  return (
    <p>
      <Link to={`/notices/${retenderId}`}>已重新招标</Link>
    </p>
  )
}
