import { Link } from '@remix-run/react'
import { ExchangeList, ExchangeReply } from '#app/components/exchange-list.tsx'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime } from '#app/components/values.tsx'
import { type ConsultationComment } from '#db/queries/consultation-comments.server.ts'

/** What insurers remarked on a draft and what became of it. */
export function ConsultationComments({
  comments,
  own,
  mayReply,
  open,
}: {
  comments: readonly ConsultationComment[]
  own: readonly string[]
  mayReply: boolean
  open: boolean
}) {
  if (comments.length === 0) {
    return (
      <EmptyState title="没有意见">
        {open ? '保险公司登录后可以提出。' : '期间没有收到意见。'}
      </EmptyState>
    )
  }
  return (
    <ExchangeList
      items={comments.map(({ id, comment, commentedOn, adopted, reply, repliedAt }) => ({
        id,
        said: comment,
        note: (
          <>
            <ChinaDate date={commentedOn} /> 提出
            {own.includes(id) ? (
              <>
                {' '}
                <Badge tone="info">本公司</Badge>
              </>
            ) : null}
          </>
        ),
        reply:
          reply && repliedAt ? (
            <ExchangeReply
              note={
                <>
                  {adopted ? (
                    <Badge tone="success">采纳</Badge>
                  ) : (
                    <Badge tone="neutral">不采纳</Badge>
                  )}{' '}
                  答复于 <ChinaDateTime instant={repliedAt} />
                </>
              }
            >
              {reply}
            </ExchangeReply>
          ) : mayReply ? (
            <p>
              <Link to={`/consultation-comments/${id}/reply`}>答复</Link>
            </p>
          ) : (
            <p>尚未答复</p>
          ),
      }))}
    />
  )
}
