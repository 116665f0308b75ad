import { DataTable } from '#app/components/data-table.tsx'
import { Section } from '#app/components/page.tsx'
import { ChinaDateTime, Money } from '#app/components/values.tsx'
import { type Fen } from '#app/domain/money.ts'

type Proposal = {
  id: string
  version: number
  proposerName: string
  proposedAt: Date
  settlement: { balance: Fen }
  returned: { reason: string; name: string } | null
  confirmed: { name: string } | null
}

/** Every proposal of a year with what became of it. */
export function ProposalHistory({ proposals }: { proposals: readonly Proposal[] }) {
  return (
    <Section title="申报记录">
      <DataTable
        caption="新版本在前"
        rows={proposals}
        keyOf={({ id }) => id}
        columns={[
          { header: '版本', align: 'number', cell: ({ version }) => version },
          { header: '申报人', cell: ({ proposerName }) => proposerName },
          { header: '申报时间', cell: ({ proposedAt }) => <ChinaDateTime instant={proposedAt} /> },
          {
            header: '收支差额',
            align: 'number',
            cell: ({ settlement }) => <Money fen={settlement.balance} unit="" />,
          },
          {
            header: '处理',
            cell: ({ returned, confirmed }) =>
              returned
                ? `${returned.name}退回：${returned.reason}`
                : confirmed
                  ? `${confirmed.name}已确认`
                  : '待审核',
          },
        ]}
      />
    </Section>
  )
}
