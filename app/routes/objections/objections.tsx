import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { objectionScope } from '#app/auth/objection-scope.server.ts'
import { requirePermission } from '#app/auth/session.server.ts'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { objectionOutcomeLabel, objectionSubjectLabel } from '#app/components/objection-labels.ts'
import { Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { pageNumber } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { type Objection, listObjections } from '#db/queries/objections.server.ts'

export const meta: MetaFunction = () => [{ title: '异议与投诉 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-objections')
  const page = pageNumber(new URL(request.url))
  const { items, total } = await listObjections(
    db,
    { scope: objectionScope(viewer) },
    { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
  )
  const objections = items.map((objection) => ({
    id: objection.id,
    tenderTitle: objection.tenderTitle,
    lotName: objection.lotName,
    subject: objection.subject,
    objectorName: objection.objectorName,
    filedAt: objection.filedAt,
    state: stateOf(objection),
    due: dueOf(objection),
  }))
  const today = dateInChina(await databaseClock(db))
  return { objections, total, page, today, role: viewer.role }
}

type State = { text: string; tone: 'info' | 'warning' | 'success' | 'neutral' }

function stateOf({ answer, complaint }: Objection): State {
  if (complaint?.decision)
    return { text: `投诉${objectionOutcomeLabel[complaint.decision.outcome]}`, tone: 'neutral' }
  if (complaint) return { text: '投诉处理中', tone: 'warning' }
  if (!answer) return { text: '待答复', tone: 'info' }
  return { text: `已答复：${objectionOutcomeLabel[answer.outcome]}`, tone: 'success' }
}

/** What is due next, or nothing. */
function dueOf({ answer, answerDue, complaint }: Objection): PlainDate | null {
  if (complaint) return complaint.decision ? null : complaint.decisionDue
  return answer ? null : answerDue
}

export default function ObjectionsPage() {
  const { objections, total, page, today, role } = useLoaderData<typeof loader>()
  return (
    <Page
      title="异议与投诉"
      lead={
        role === 'bid-submitter'
          ? '本公司提出的异议（质疑）与投诉。在招标公告页面可以提出异议（质疑）。'
          : role === 'tender-officer'
            ? '对本单位招标项目提出的异议（质疑）与投诉。'
            : '全部异议（质疑）与投诉。'
      }
    >
      <Section title="办理情况">
        <DataTable
          caption="按提出时间，新的在前"
          rows={objections}
          keyOf={({ id }) => id}
          empty={<EmptyState title="没有异议（质疑）或投诉">提出之后会出现在这里。</EmptyState>}
          columns={[
            {
              header: '项目',
              cell: ({ id, tenderTitle, lotName }) => (
                <Link to={`/objections/${id}`}>
                  {tenderTitle}
                  {lotName ? ` · ${lotName}` : ''}
                </Link>
              ),
            },
            { header: '对象', cell: ({ subject }) => objectionSubjectLabel[subject] },
            { header: '提出人', cell: ({ objectorName }) => objectorName },
            { header: '提出时间', cell: ({ filedAt }) => <ChinaDateTime instant={filedAt} /> },
            {
              header: '状态',
              cell: ({ state }) => <Badge tone={state.tone}>{state.text}</Badge>,
            },
            {
              header: '期限',
              cell: ({ due }) =>
                due ? (
                  <>
                    <ChinaDate date={due} />{' '}
                    {due < today ? <Badge tone="danger">已逾期</Badge> : null}
                  </>
                ) : (
                  '—'
                ),
            },
          ]}
        />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
