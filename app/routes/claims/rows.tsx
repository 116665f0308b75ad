import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { FilterForm } from '#app/components/filter-form.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { type PlainDate, addMonths } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { notFound, pageNumber } from '#app/http/params.ts'
import { type ClaimRow, listClaimRows } from '#db/queries/claim-rows.server.ts'
import { findImportedFile, listImportedFiles } from '#db/queries/claims-imports.server.ts'
import { crumbsOf, requireClaimsYear } from './claims-year.server.ts'
import { claimColumnLabel } from './import-text.ts'

export const meta: MetaFunction = () => [{ title: '逐笔赔付明细 · 共济' }]

const MOST_FILES = 200 // to choose from; older ones are reached from the list of files

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year } = await requireClaimsYear(request, params, 'see-claims')
  const url = new URL(request.url)
  const page = pageNumber(url)
  const number = Number(url.searchParams.get('file') || Number.NaN)
  const file = Number.isSafeInteger(number)
    ? ((await findImportedFile(db, { contractYearId: year.id, number })) ??
      notFound('没有这份赔付明细文件'))
    : undefined
  const months = monthsOf(year)
  const month = months.find(({ from }) => from.slice(0, 7) === url.searchParams.get('month'))
  const filter = {
    yearKey: year.key,
    importKey: file?.key,
    reversed: file !== undefined && file.reversedAt !== null,
    visits: month,
  }
  const found = await listClaimRows(db, filter, {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  const { items: files } = await listImportedFiles(db, year.id, { limit: MOST_FILES, offset: 0 })
  return {
    yearId: year.id,
    crumbs: crumbsOf(year),
    page,
    reversed: filter.reversed,
    file: file ? String(file.number) : '',
    month: month?.from.slice(0, 7) ?? '',
    months: months.map(({ from }) => from.slice(0, 7)),
    files: files.map(({ key, number: of, reference }) => ({ key, number: of, reference })),
    ...found,
  }
}

/** Months are counted from the year's first day, which need not be the first of one. */
function monthsOf({ startsOn, endsOn }: { startsOn: PlainDate; endsOn: PlainDate }) {
  const months = Array.from({ length: 12 }, (_month, index) => ({
    from: addMonths(startsOn, index),
    before: addMonths(startsOn, index + 1),
  }))
  return months.filter(({ from }) => from <= endsOn)
}

const amount = (header: string, of: (row: ClaimRow) => Fen) => ({
  header,
  align: 'number' as const,
  cell: (row: ClaimRow) => <Money fen={of(row)} unit="" />,
})

export default function ClaimRowsPage() {
  const { yearId, crumbs, page, reversed, file, month, months, files, items, total } =
    useLoaderData<typeof loader>()
  const numbers = new Map(files.map(({ key, number }) => [key, number]))
  const base = `/contract-years/${yearId}/claims`
  return (
    <Page
      title="逐笔赔付明细"
      crumbs={[...crumbs, { to: base, label: '赔付明细' }]}
      lead="人员只以假名（由标识不可逆地换算）的前8位显示，系统不保存公民身份号码。"
    >
      <FilterForm
        selects={[
          {
            name: 'file',
            label: '文件',
            value: file,
            options: files.map(({ number, reference }) => ({
              value: String(number),
              label: `第${number}号 ${reference}`,
            })),
          },
          {
            name: 'month',
            label: '就诊月份',
            value: month,
            options: months.map((value) => ({ value, label: value })),
          },
        ]}
      />
      {reversed ? <p className="muted">这份文件已经冲回，以下明细不计入本年度。</p> : null}
      <Section title="明细">
        <DataTable
          caption="金额单位：元"
          rows={items}
          keyOf={({ claimId, importKey }) => `${claimId} ${importKey}`}
          empty={<EmptyState title="没有符合条件的明细" />}
          columns={[
            { header: claimColumnLabel.claim_id, cell: ({ claimId }) => claimId },
            { header: '人员假名', cell: ({ person }) => <code>{person}…</code> },
            {
              header: claimColumnLabel.visit_date,
              cell: ({ visitDate }) => <ChinaDate date={visitDate} />,
            },
            { header: '人员类别', cell: ({ category }) => category || '普通' },
            { header: '就医地', cell: ({ place }) => place || '本地' },
            amount(claimColumnLabel.total_cost, (row) => row.totalCost),
            amount(claimColumnLabel.self_funded, (row) => row.selfFunded),
            amount(claimColumnLabel.basic_paid, (row) => row.basicPaid),
            amount(claimColumnLabel.eligible_expense, (row) => row.eligibleExpense),
            amount(claimColumnLabel.paid, (row) => row.paid),
            {
              header: '来自',
              cell: ({ importKey, rowNumber }) =>
                `第${numbers.get(importKey) ?? '—'}号第${rowNumber}行`,
            },
          ]}
        />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
