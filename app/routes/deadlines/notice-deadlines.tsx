import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { isPublicDeadline } from '#app/domain/deadline/deadline.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'
import { DeadlineSections } from './deadline-sections.tsx'
import { loadTenderDeadlines } from './load-tender-deadlines.server.ts'

export const meta: MetaFunction = () => [{ title: '法定期限 · 共济' }]

export async function loader({ params }: LoaderFunctionArgs) {
  const tender =
    (await findPublishedTender(db, param(params, 'tenderId'))) ?? notFound('没有这个招标公告')
  const now = await databaseClock(db)
  const { deadlines, ...rest } = await loadTenderDeadlines(tender.id, { kind: 'public' }, now)
  return {
    tender: { id: tender.id, title: tender.terms.title },
    deadlines: deadlines.filter(isPublicDeadline),
    ...rest,
  }
}

export default function NoticeDeadlinesPage() {
  const { tender, ...sections } = useLoaderData<typeof loader>()
  return (
    <Page
      title="法定期限"
      crumbs={[
        { to: '/notices', label: '招标公告' },
        { to: `/notices/${tender.id}`, label: tender.title },
      ]}
    >
      <DeadlineSections {...sections} empty="这个项目没有公开的期限" />
    </Page>
  )
}
