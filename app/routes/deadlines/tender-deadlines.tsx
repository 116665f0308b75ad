import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { Page } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { DeadlineSections } from './deadline-sections.tsx'
import { loadTenderDeadlines } from './load-tender-deadlines.server.ts'

export const meta: MetaFunction = () => [{ title: '项目期限 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'edit-tender')
  const tender = await findTender(db, param(params, 'tenderId'))
  if (!tender?.publishedAt || tender.procuringEntityId !== viewer.organisationId)
    return notFound('没有这个招标项目')
  const now = await databaseClock(db)
  return {
    tender: { id: tender.id, title: tender.terms.title },
    ...(await loadTenderDeadlines(tender.id, { kind: 'officer' }, now)),
  }
}

export default function TenderDeadlinesPage() {
  const { tender, ...sections } = useLoaderData<typeof loader>()
  return (
    <Page
      title="项目期限"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tender.id}`, label: tender.title },
      ]}
    >
      <DeadlineSections {...sections} empty="这个项目没有待计算的期限" />
    </Page>
  )
}
