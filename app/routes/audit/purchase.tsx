import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { FilterForm } from '#app/components/filter-form.tsx'
import { actionLabel } from '#app/components/labels.ts'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ExactTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { notFound, pageNumber, param } from '#app/http/params.ts'
import { listPurchaseEvents, listPurchaseSubjects } from '#db/queries/audit-events.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '操作留痕 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePermission(request, 'read-audit-trail')
  const tender =
    (await findPublishedTender(db, param(params, 'tenderId'))) ?? notFound('没有这个招标项目')
  const url = new URL(request.url)
  const page = pageNumber(url)
  const subjectId = url.searchParams.get('subject') ?? ''
  const found = await listPurchaseEvents(
    db,
    { purchaseId: tender.id, subjectId },
    { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
  )
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    opened: tender.facts.openedAt !== null,
    subjects: await listPurchaseSubjects(db, tender.id),
    subjectId,
    page,
    total: found.total,
    events: found.events.map(({ payload, ...event }) => ({
      ...event,
      details: detailsText(payload),
    })),
  }
}

/** What the event says, as text; amounts in it are in fen. */
function detailsText(payload: Readonly<Record<string, unknown>>): string {
  return Object.keys(payload).length === 0
    ? ''
    : JSON.stringify(payload, (_key, value: unknown) =>
        typeof value === 'bigint' ? value.toString() : value,
      )
}

export default function PurchaseTrailPage() {
  const { tenderId, title, opened, subjects, subjectId, events, total, page } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="操作留痕"
      crumbs={[{ to: '/audit', label: '审计' }]}
      lead={
        <>
          <Link to={`/notices/${tenderId}`}>{title}</Link>{' '}
          <Link to={`/tenders/${tenderId}/draws`}>专家抽取</Link>
        </>
      }
    >
      <Section title="按时间顺序">
        <p className="muted">
          留痕只能追加，数据库拒绝更改或删除。
          {opened ? '投标阶段的留痕在开标后并入。' : '开标前不显示任何投标留痕。'}
          详情中的金额单位为分，比率单位为百万分之一。
        </p>
        <FilterForm
          selects={[
            {
              name: 'subject',
              label: '对象',
              value: subjectId,
              options: subjects.map((subject) => ({ value: subject, label: subject })),
            },
          ]}
        />
        <DataTable
          caption="操作留痕"
          rows={events}
          keyOf={({ trail, position }) => `${trail} ${position}`}
          empty={<EmptyState title="没有留痕">换一个对象再查。</EmptyState>}
          columns={[
            { header: '时间', cell: ({ at }) => <ExactTime instant={at} /> },
            { header: '操作', cell: ({ action }) => actionLabel[action] ?? action },
            {
              header: '经办',
              cell: ({ actorName, organisationName }) => `${actorName}（${organisationName}）`,
            },
            {
              header: '对象',
              cell: ({ subjectId: subject }) => <code className="hash">{subject}</code>,
            },
            { header: '详情', cell: ({ details }) => <code className="hash">{details}</code> },
            {
              header: '序号',
              align: 'number',
              cell: ({ trail, position }) => `${trail === 'main' ? '主' : '标'}-${position}`,
            },
          ]}
        />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
