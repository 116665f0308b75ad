import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { dateText } from '#app/components/format.ts'
import { accountName, entryKindLabel, periodLabel } from '#app/components/ledger-labels.ts'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { addDays } from '#app/domain/calendar.ts'
import { LEDGER_ACCOUNTS, type LedgerAccount } from '#app/domain/ledger/ledger-entry.ts'
import { inOwnDirection } from '#app/domain/ledger/statements.ts'
import { notFound, pageNumber, param } from '#app/http/params.ts'
import { listMovements } from '#db/queries/ledger-entries.server.ts'
import { sumAccounts } from '#db/queries/ledger.server.ts'
import { readPeriod, requireAccounts } from './accounts-page.server.ts'
import { PeriodLinks } from './period-links.tsx'

export const meta: MetaFunction = () => [{ title: '明细账 · 共济' }]

export async function loader(args: LoaderFunctionArgs) {
  const { year, crumbs } = await requireAccounts(args)
  const account = param(args.params, 'account')
  if (!isAccount(account)) return notFound('没有这个科目')
  const { period, periods } = readPeriod(args.request, year)
  const page = pageNumber(new URL(args.request.url))
  const { contractId } = year
  const before = await sumAccounts(db, contractId, { until: addDays(period.from, -1) })
  const after = await sumAccounts(db, contractId, { until: period.until })
  return {
    yearId: year.id,
    crumbs,
    account,
    period,
    periods,
    page,
    opening: inOwnDirection(account, before.get(account) ?? 0n),
    closing: inOwnDirection(account, after.get(account) ?? 0n),
    ...(await listMovements(
      db,
      { contractId, account, ...period },
      { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
    )),
  }
}

function isAccount(name: string): name is LedgerAccount {
  return Object.hasOwn(LEDGER_ACCOUNTS, name)
}

export default function BookPage() {
  const { yearId, crumbs, account, period, periods, page, opening, closing, items, total } =
    useLoaderData<typeof loader>()
  const isCredit = inOwnDirection(account, 1n) < 0n
  return (
    <Page
      title={`明细账：${accountName(account)}`}
      crumbs={crumbs}
      lead={`${periodLabel(period)}（${dateText(period.from)}—${dateText(period.until)}）`}
    >
      <PeriodLinks periods={periods} period={period} />
      <Section title="余额">
        <DefinitionList
          items={[
            { label: '期初余额', value: <Money fen={opening} /> },
            { label: '期末余额', value: <Money fen={closing} /> },
            { label: '余额方向', value: isCredit ? '贷' : '借' },
          ]}
        />
        <p className="muted">余额自合同起始日累计。</p>
      </Section>
      <Section title="发生额">
        <DataTable
          caption="单位：元；按所属日期排列"
          rows={items}
          keyOf={({ number, position }) => `${number}-${position}`}
          empty={<EmptyState title="本期没有发生额" />}
          columns={[
            { header: '日期', cell: ({ bookedOn }) => <ChinaDate date={bookedOn} /> },
            {
              header: '凭证',
              cell: ({ number }) => (
                <Link to={`/contract-years/${yearId}/accounts/entries/${number}`}>
                  第{number}号
                </Link>
              ),
            },
            { header: '摘要', cell: ({ kind, memo }) => memo || entryKindLabel[kind] },
            {
              header: '借方',
              align: 'number',
              cell: ({ amount }) => (amount > 0n ? <Money fen={amount} unit="" /> : null),
            },
            {
              header: '贷方',
              align: 'number',
              cell: ({ amount }) => (amount < 0n ? <Money fen={-amount} unit="" /> : null),
            },
            {
              header: '余额',
              align: 'number',
              cell: ({ balance }) => <Money fen={inOwnDirection(account, balance)} unit="" />,
            },
          ]}
        />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
