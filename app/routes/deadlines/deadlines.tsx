import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { type Viewer, requirePermission } from '#app/auth/session.server.ts'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { roleLabel } from '#app/components/labels.ts'
import { Page } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { monthsOf } from '#app/domain/deadline/deadline-months.ts'
import { personalDeadlines } from '#app/domain/deadline/personal-deadlines.ts'
import { tenderDeadlines } from '#app/domain/deadline/tender-deadlines.ts'
import { pageNumber } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import {
  type DeadlineScope,
  listDeadlineFacts,
  listTendersOfPerson,
} from '#db/queries/deadlines.server.ts'
import { listCalendarOverrides } from '#db/queries/working-days.server.ts'
import { DeadlineSections } from './deadline-sections.tsx'

export const meta: MetaFunction = () => [{ title: '期限 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-deadlines')
  const now = await databaseClock(db)
  const page = pageNumber(new URL(request.url))
  const tenderIds = await listTendersOfPerson(db, viewer, now)
  const tenders = await listDeadlineFacts(db, tenderIds, scopeOf(viewer))
  const deadlines = tenders
    .flatMap(({ tenderId: id, title, facts, part }) =>
      personalDeadlines(tenderDeadlines(facts, now), viewer.role, part).map((deadline) => ({
        ...deadline,
        tender: { id, title, to: addressOf(viewer, id) },
      })),
    )
    .toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
  const shown = deadlines.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  const overrides = await listCalendarOverrides(db)
  return {
    role: viewer.role,
    today: dateInChina(now),
    deadlines,
    shown,
    page,
    months: monthsOf(
      shown.map(({ due }) => due),
      overrides,
    ),
  }
}

function scopeOf({ role, organisationId }: Viewer): DeadlineScope {
  if (role === 'tender-officer') return { kind: 'officer' }
  if (role === 'bid-submitter') return { kind: 'insurer', organisationId }
  if (role === 'expert') return { kind: 'chair' }
  return role === 'supervisor' ? { kind: 'supervisor' } : { kind: 'public' }
}

function addressOf({ role }: Viewer, tenderId: string): string {
  return role === 'tender-officer' ? `/tenders/${tenderId}/deadlines` : `/notices/${tenderId}`
}

export default function DeadlinesPage() {
  const { role, today, deadlines, shown, page, months } = useLoaderData<typeof loader>()
  return (
    <Page title="期限" lead={`与${roleLabel[role]}有关、尚未办结的法定期限，最近的在前。`}>
      <DeadlineSections
        months={months}
        deadlines={deadlines}
        shown={shown}
        today={today}
        empty="目前没有未办结的期限"
      />
      {deadlines.length > PAGE_SIZE ? <Pagination total={deadlines.length} page={page} /> : null}
    </Page>
  )
}
