import { Link } from '@remix-run/react'
import { Alert } from '#app/components/page.tsx'
import { PostButton } from '#app/forms/post-button.tsx'

/** Tells a bidder that its submitted bid must be confirmed or replaced after an amendment. */
export function AmendedNotice({
  lotId,
  tenderId,
  submissionId,
  version,
}: {
  lotId: string
  tenderId: string
  submissionId: string
  version: number
}) {
  return (
    <Alert tone="danger" title="招标文件已更正，请确认或重新递交投标文件">
      <p>
        贵公司的投标文件是按更正前的版本递交的，截止前既不确认也不重新递交的，开标时不予开启。确认前请核对报价、支付比例等是否仍符合
        <Link to={`/notices/${tenderId}/history`}>更正后的要求</Link>，不符合的应重新递交。
      </p>
      <PostButton
        action={`/lots/${lotId}/bid/confirm`}
        values={{ submissionId, version: String(version) }}
        label={`确认投标文件在第 ${version} 版下有效`}
      />
    </Alert>
  )
}
