import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { FilterForm } from '#app/components/filter-form.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { isConsultationOpen } from '#app/domain/consultation/consultation-period.ts'
import { pageNumber } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listConsultations } from '#db/queries/consultations.server.ts'
import { ConsultationTable } from './consultation-table.tsx'

export const meta: MetaFunction = () => [{ title: '征求意见 · 共济' }]

const STATES = [
  { value: 'open', label: '征求意见中' },
  { value: 'closed', label: '已结束' },
] as const

export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const asked = url.searchParams.get('state')
  const filter = {
    search: (url.searchParams.get('search') ?? '').trim().slice(0, 100),
    state: STATES.find(({ value }) => value === asked)?.value ?? '',
    tenderId: url.searchParams.get('tender') ?? '',
  } as const
  const page = pageNumber(url)
  const now = await databaseClock(db)
  const { items, total } = await listConsultations(db, filter, {
    today: dateInChina(now),
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return {
    items: items.map((item) => ({ ...item, open: isConsultationOpen(item, now) })),
    total,
    filter,
    page,
  }
}

export default function ConsultationsPage() {
  const { items, total, filter, page } = useLoaderData<typeof loader>()
  return (
    <Page
      title="征求意见"
      lead="发布招标公告前，就政策与招标条款的草案公开征求意见；保险公司登录后可以提出。"
    >
      <Section title="列表">
        <FilterForm
          search={{ label: '项目名称或地区', value: filter.search }}
          selects={[{ name: 'state', label: '状态', value: filter.state, options: STATES }]}
        />
        <ConsultationTable items={items} empty="请更换查询条件，或稍后再来。" />
        {total > 0 ? <Pagination total={total} page={page} /> : null}
      </Section>
    </Page>
  )
}
