import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { accountName, entryKindLabel } from '#app/components/ledger-labels.ts'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { sum } from '#app/domain/money.ts'
import { notFound, param } from '#app/http/params.ts'
import { findEntry } from '#db/queries/ledger-entries.server.ts'
import { requireAccounts } from './accounts-page.server.ts'
import { sourceLink } from './source-link.ts'

export const meta: MetaFunction = () => [{ title: '记账凭证 · 共济' }]

export async function loader(args: LoaderFunctionArgs) {
  const { year, crumbs } = await requireAccounts(args)
  const base = `/contract-years/${year.id}/accounts`
  const text = param(args.params, 'number')
  const number = /^\d{1,9}$/.test(text) ? Number(text) : notFound('没有这张凭证')
  const entry =
    (await findEntry(db, { contractYearId: year.id, number })) ?? notFound('没有这张凭证')
  return {
    base,
    entry,
    source: sourceLink(year.id, entry),
    crumbs: [...crumbs, { to: `${base}/entries`, label: '记账凭证' }],
  }
}

export default function EntryPage() {
  const { base, entry, source, crumbs } = useLoaderData<typeof loader>()
  const debits = sum(entry.lines.map(({ amount }) => (amount > 0n ? amount : 0n)))
  const rows = [
    ...entry.lines.map((line, index) => ({
      key: String(index),
      name: <Link to={`${base}/book/${line.account}`}>{accountName(line.account)}</Link>,
      debit: line.amount > 0n ? line.amount : null,
      credit: line.amount < 0n ? -line.amount : null,
    })),
    { key: 'total', name: <strong>合计</strong>, debit: debits, credit: debits },
  ]
  return (
    <Page title={`第${entry.number}号记账凭证`} crumbs={crumbs} lead={entry.memo}>
      <Section title="凭证">
        <DefinitionList
          items={[
            { label: '业务', value: entryKindLabel[entry.kind] },
            { label: '所属日期', value: <ChinaDate date={entry.bookedOn} /> },
            { label: '依据文件', value: entry.document },
            { label: '来源记录', value: <Link to={source.to}>{source.label}</Link> },
            { label: '记账人', value: entry.posterName },
            { label: '记账时间', value: <ChinaDateTime instant={entry.postedAt} /> },
          ]}
        />
      </Section>
      <Section title="分录">
        <DataTable
          caption="单位：元"
          rows={rows}
          keyOf={({ key }) => key}
          columns={[
            { header: '科目', cell: ({ name }) => name },
            {
              header: '借方',
              align: 'number',
              cell: ({ debit }) => (debit === null ? null : <Money fen={debit} unit="" />),
            },
            {
              header: '贷方',
              align: 'number',
              cell: ({ credit }) => (credit === null ? null : <Money fen={credit} unit="" />),
            },
          ]}
        />
      </Section>
    </Page>
  )
}
