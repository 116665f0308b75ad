import { type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { TenderTable } from './tender-table.tsx'
import { AccountsTable } from './accounts-table.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listPublishedAccounts } from '#db/queries/settlements.server.ts'
import { listPublishedTenders } from '#db/queries/tender-lists.server.ts'

export const meta: MetaFunction = () => [{ title: '共济 · 城乡居民大病保险采购与结算门户' }]

export async function loader() {
  const now = await databaseClock(db)
  const everything = { search: '', region: '', regime: '', bidBasis: '', phase: '' } as const
  const tenders = await listPublishedTenders(db, everything, {
    now,
    order: 'published',
    limit: 6,
    offset: 0,
  })
  const accounts = await listPublishedAccounts(
    db,
    { region: '', insurerName: '' },
    { limit: 5, offset: 0 },
  )
  return { tenders: tenders.items, accounts: accounts.items }
}

export default function HomePage() {
  const { tenders, accounts } = useLoaderData<typeof loader>()
  return (
    <Page
      title="城乡居民大病保险采购与结算"
      lead="从招标公告、密封投标、开标评审、合同签订，到每个合同年度的结算、审计与公开。任何人都可以查阅和核对。"
    >
      <Section title="最新招标公告" actions={<Link to="/notices">全部公告</Link>}>
        <TenderTable tenders={tenders} linkTo={(id) => `/notices/${id}`} />
      </Section>
      <Section title="最新年度收支公开" actions={<Link to="/accounts">全部年度收支</Link>}>
        <AccountsTable accounts={accounts} />
      </Section>
    </Page>
  )
}
