import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { CountedDay } from '#app/components/counted-day.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { bidSecurityFormLabel } from '#app/components/objection-labels.ts'
import { Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { SecurityState } from '#app/components/security-state.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { bidSecurityDue } from '#app/domain/bid/bid-security.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { notFound, param } from '#app/http/params.ts'
import { listBidSecurities } from '#db/queries/bid-securities.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '投标保证金 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'record-bid-security')
  const tender = await findTender(db, param(params, 'tenderId'))
  if (!tender?.publishedAt || tender.procuringEntityId !== viewer.organisationId)
    return notFound('没有这个招标项目')
  const rows = await listBidSecurities(db, tender.id)
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    required: tender.terms.bidSecurity,
    opened: tender.facts.openedAt !== null,
    today: dateInChina(await databaseClock(db)),
    rows: rows.map(({ submissionId, lotName, bidderName, security, facts }) => ({
      submissionId,
      lotName,
      bidderName,
      security,
      due: bidSecurityDue(facts) ?? null,
    })),
  }
}

export default function BidSecuritiesPage() {
  const { tenderId, title, required, opened, today, rows } = useLoaderData<typeof loader>()
  const overdue = rows.filter(
    ({ security, due }) => security && !security.end && due && today > due.lastDay,
  ).length
  return (
    <Page
      title="投标保证金"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tenderId}`, label: title },
      ]}
      lead={
        <>
          <span>
            每个采购包的投标应交 <Money fen={required} />
          </span>
          {overdue > 0 ? <Badge tone="danger">{overdue} 笔逾期未退</Badge> : null}
        </>
      }
    >
      <Section title="登记与退还">
        <p className="muted">
          未足额或者未在投标截止日之前收到的，不予登记，在资格审查中按未提交处理。依照招标投标法退还的，须连同银行同期存款利息一并退还。
        </p>
        <DataTable
          caption="按采购包与投标人"
          rows={rows}
          keyOf={({ submissionId }) => submissionId}
          empty={
            <EmptyState title={opened ? '没有已开启的投标' : '开标后登记'}>
              {opened ? null : '开标前的登记会透露谁已投标，因此开标后才能办理。'}
            </EmptyState>
          }
          columns={[
            { header: '采购包', cell: ({ lotName }) => lotName },
            { header: '投标人', cell: ({ bidderName }) => bidderName },
            {
              header: '收到',
              cell: ({ submissionId, security }) =>
                security ? (
                  <>
                    <Money fen={security.amount} /> · {bidSecurityFormLabel[security.form]} ·{' '}
                    <ChinaDate date={security.receivedOn} />
                    <span className="counted-how">{security.document}</span>
                  </>
                ) : (
                  <Link to={`/tenders/${tenderId}/bid-securities/${submissionId}`}>登记</Link>
                ),
            },
            { header: '退还期限', cell: ({ due }) => (due ? <CountedDay due={due} /> : '—') },
            {
              header: '状态',
              cell: ({ security, due }) =>
                security ? (
                  <SecurityState end={security.end} due={due} today={today} />
                ) : (
                  <Badge tone="neutral">未登记</Badge>
                ),
            },
            {
              header: '办理',
              cell: ({ security }) =>
                security && !security.end ? (
                  <Link to={`/bid-securities/${security.id}/return`}>退还或不予退还</Link>
                ) : (
                  (security?.end?.document ?? '—')
                ),
            },
          ]}
        />
      </Section>
    </Page>
  )
}
