import { DataTable } from '#app/components/data-table.tsx'
import { Section } from '#app/components/page.tsx'
import { ChinaDateTime, Money } from '#app/components/values.tsx'
import { type SettlementProposal } from '#db/queries/settlements.server.ts'

/** Every proposal of a year with what became of it. */
export function ProposalHistory({ proposals }: { proposals: readonly SettlementProposal[] }) {
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
