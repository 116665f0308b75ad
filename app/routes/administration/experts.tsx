import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { FilterForm } from '#app/components/filter-form.tsx'
import { Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { pageNumber } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { type Expert, listExperts, listSpecialities } from '#db/queries/experts.server.ts'
import { RegisterLinks } from './register-links.tsx'

export const meta: MetaFunction = () => [{ title: '评审专家库 · 共济' }]

const STATES = [
  { value: 'not-registered', label: '未登记' },
  { value: 'term-over', label: '聘期已满' },
  { value: 'closed', label: '账户停用或到期' },
]

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePermission(request, 'keep-registers')
  const url = new URL(request.url)
  const read = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 100)
  const filter = { search: read('search'), speciality: read('speciality'), state: read('state') }
  const page = pageNumber(url)
  const today = dateInChina(await databaseClock(db))
  const found = await listExperts(db, filter, {
    day: today,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return { ...found, filter, page, today, specialities: await listSpecialities(db) }
}

export default function ExpertsPage() {
  const { items, total, filter, page, today, specialities } = useLoaderData<typeof loader>()
  return (
    <Page
      title="评审专家库"
      lead="登记专业、工作单位与聘期后，专家方可被随机抽取；账户在“机构与账户”中以评审专家岗位开立。"
    >
      <RegisterLinks />
      <Section title="专家">
        <FilterForm
          search={{ label: '姓名、工作单位或地区', value: filter.search }}
          selects={[
            {
              name: 'speciality',
              label: '专业',
              value: filter.speciality,
              options: specialities.map((value) => ({ value, label: value })),
            },
            { name: 'state', label: '状态', value: filter.state, options: STATES },
          ]}
        />
        <DataTable
          caption="聘期最后一日仍可被抽取"
          rows={items}
          keyOf={({ userId }) => userId}
          empty={<EmptyState title="没有符合条件的专家">请更换查询条件。</EmptyState>}
          columns={[
            { header: '姓名', cell: ({ name }) => name },
            { header: '专业', cell: ({ profile }) => profile?.speciality || '—' },
            { header: '地区', cell: ({ profile }) => profile?.region || '—' },
            { header: '工作单位', cell: ({ profile }) => profile?.employer || '—' },
            {
              header: '聘期至',
              cell: ({ profile }) =>
                profile?.validUntil ? <ChinaDate date={profile.validUntil} /> : '—',
            },
            { header: '状态', cell: (expert) => <ExpertState expert={expert} today={today} /> },
            {
              header: '办理',
              cell: ({ userId, profile }) => (
                <Link to={`/administration/experts/${userId}`}>{profile ? '变更' : '登记'}</Link>
              ),
            },
          ]}
        />
        {total > 0 ? <Pagination total={total} page={page} /> : null}
      </Section>
    </Page>
  )
}

function ExpertState({ expert, today }: { expert: Expert; today: PlainDate }) {
  if (expert.closed) return <Badge tone="danger">账户停用或到期</Badge>
  if (!expert.profile) return <Badge tone="warning">未登记</Badge>
  const { validUntil } = expert.profile
  if (validUntil !== null && validUntil < today) return <Badge tone="danger">聘期已满</Badge>
  return <Badge tone="success">可抽取</Badge>
}
