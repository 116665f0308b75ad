import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { mayDo } from '#app/auth/permissions.ts'
import { findViewer } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { isConsultationOpen } from '#app/domain/consultation/consultation-period.ts'
import { notFound, pageNumber, param } from '#app/http/params.ts'
import { TenderTermsSections } from '#app/routes/public/tender-terms.tsx'
import { databaseClock } from '#db/queries/clock.server.ts'
import {
  listConsultationComments,
  listOwnCommentIds,
} from '#db/queries/consultation-comments.server.ts'
import { findConsultation } from '#db/queries/consultations.server.ts'
import { ConsultationComments } from './consultation-comments.tsx'
import { ConsultationState } from './consultation-table.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `征求意见：${data?.consultation.title ?? ''} · 共济` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const consultation =
    (await findConsultation(db, param(params, 'consultationId'))) ?? notFound('没有这次征求意见')
  const { id, procuringEntityId } = consultation
  const viewer = await findViewer(request)
  const organisationId = viewer?.organisationId ?? ''
  const page = pageNumber(new URL(request.url))
  const open = isConsultationOpen(consultation, await databaseClock(db))
  const comments = await listConsultationComments(db, id, {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  const mayComment = viewer !== undefined && mayDo(viewer.role, 'comment-on-consultation')
  const own = mayComment ? await listOwnCommentIds(db, { consultationId: id, organisationId }) : []
  return {
    consultation,
    open,
    mayComment: mayComment && open,
    mayReply:
      viewer !== undefined &&
      mayDo(viewer.role, 'reply-to-comment') &&
      organisationId === procuringEntityId,
    own,
    comments: comments.items,
    total: comments.total,
    page,
  }
}

export default function ConsultationPage() {
  const { consultation, open, mayComment, mayReply, own, comments, total, page } =
    useLoaderData<typeof loader>()
  const { id, tenderId, number, title, terms, introduction, publishedAt, lastDay } = consultation
  return (
    <Page
      title={`征求意见：${title}`}
      crumbs={[{ to: '/consultations', label: '征求意见' }]}
      lead={
        <>
          <span>第 {number} 次</span>
          <span>{consultation.procuringEntityName}</span>
          <ConsultationState open={open} />
        </>
      }
      actions={
        mayComment ? (
          <LinkButton to={`/consultations/${id}/comment`}>提出意见</LinkButton>
        ) : undefined
      }
    >
      <Section title="说明">
        <p className="prose">{introduction}</p>
        <DefinitionList
          items={[
            { label: '发布时间', value: <ChinaDateTime instant={publishedAt} /> },
            {
              label: '提出意见的最后一日（含当日）',
              value: <ChinaDate date={lastDay} />,
            },
            ...(mayReply
              ? [{ label: '项目', value: <Link to={`/tenders/${tenderId}`}>招标项目页面</Link> }]
              : []),
            ...(consultation.isTenderPublished
              ? [{ label: '招标公告', value: <Link to={`/notices/${tenderId}`}>已发布</Link> }]
              : []),
          ]}
        />
        <p className="muted">
          以下条款为发布当时的草案，以正式的招标公告为准。公开的意见不注明是哪一家公司提出的。
        </p>
      </Section>
      <Section title="意见与答复" id="comments">
        <ConsultationComments comments={comments} own={own} mayReply={mayReply} open={open} />
        {total > 0 ? <Pagination total={total} page={page} /> : null}
      </Section>
      <TenderTermsSections terms={terms} />
    </Page>
  )
}
