import { Link } from '@remix-run/react'
import { EmptyState, Section } from '#app/components/page.tsx'
import { type PublicCommitment } from '#db/queries/sealed-log.server.ts'
import { CommitmentTable } from './commitment-table.tsx'

/** The blinded commitments to the sealed log (密封日志承诺值); they look the same whether or not anybody has bid. */
export function CommitmentsSection({
  tenderId,
  commitments,
  total,
  opened,
}: {
  tenderId: string
  commitments: readonly PublicCommitment[]
  total: number
  opened: boolean
}) {
  return (
    <Section
      title="密封日志承诺值"
      id="commitments"
      actions={
        opened ? <Link to={`/notices/${tenderId}/sealed-log`}>查看密封日志</Link> : undefined
      }
    >
      <p className="muted">
        投标期间每日零时和投标截止时，平台公布一次对密封日志的承诺值。它固定了此前的全部递交、撤回和确认，
        又掺有开标时才公布的随机数，所以无论有没有人投标，看起来都一样。开标后可用公布的日志和随机数重算核对。
      </p>
      {total === 0 ? (
        <EmptyState title="还没有承诺值">第一个承诺值在公告次日零时之后公布。</EmptyState>
      ) : (
        <CommitmentTable commitments={commitments} />
      )}
      {total > commitments.length ? (
        <p>
          <Link to={`/notices/${tenderId}/commitments`}>查看全部 {total} 个承诺值</Link>
        </p>
      ) : null}
    </Section>
  )
}
