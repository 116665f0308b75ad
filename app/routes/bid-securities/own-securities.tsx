import { bidSecurityFormLabel } from '#app/components/objection-labels.ts'
import { CountedDay } from '#app/components/counted-day.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { Section } from '#app/components/page.tsx'
import { SecurityState } from '#app/components/security-state.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { bidSecurityDue } from '#app/domain/bid/bid-security.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type BidSecurityRow } from '#db/queries/bid-securities.server.ts'

/** A bidder's own securities and when they are due back; nothing until the first is recorded. */
export function OwnSecurities({
  securities,
  today,
}: {
  securities: readonly BidSecurityRow[]
  today: PlainDate
}) {
  const rows = securities.flatMap(({ security, facts, ...row }) =>
    security ? [{ ...row, security, due: bidSecurityDue(facts) ?? null }] : [],
  )
  if (rows.length === 0) return null
  return (
    <Section title="投标保证金">
      <DataTable
        caption="本公司已登记的投标保证金"
        rows={rows}
        keyOf={({ submissionId }) => submissionId}
        columns={[
          { header: '采购包', cell: ({ tenderTitle, lotName }) => `${tenderTitle} · ${lotName}` },
          {
            header: '金额',
            align: 'number',
            cell: ({ security }) => <Money fen={security.amount} />,
          },
          { header: '形式', cell: ({ security }) => bidSecurityFormLabel[security.form] },
          { header: '收到', cell: ({ security }) => <ChinaDate date={security.receivedOn} /> },
          { header: '退还期限', cell: ({ due }) => (due ? <CountedDay due={due} /> : '—') },
          {
            header: '状态',
            cell: ({ security, due }) => (
              <SecurityState end={security.end} due={due} today={today} />
            ),
          },
        ]}
      />
    </Section>
  )
}
