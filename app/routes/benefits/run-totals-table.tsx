import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { ChinaDateTime, Count, Money } from '#app/components/values.tsx'
import { type Fen } from '#app/domain/money.ts'
import { type DifferenceKind, differenceLabel } from './difference-text.ts'

export type RunView = {
  key: number
  importKeys: readonly number[]
  claims: number
  persons: number
  eligibleExpense: Fen
  due: Fen
  paid: Fen
  overpaid: Fen
  underpaid: Fen
  unpaid: Fen
  differences: number
  ranAt: Date
  ranByName: string
}

/** What a run counted, and from due to paid: due + overpaid − underpaid − unpaid = paid. */
export function RunTotalsTable({
  run,
  counts,
}: {
  run: RunView
  counts: Record<DifferenceKind, number>
}) {
  const rows = [
    { label: '应付（按待遇标准）', claims: run.claims, amount: run.due },
    { label: `加：${differenceLabel.overpaid}`, claims: counts.overpaid, amount: run.overpaid },
    { label: `减：${differenceLabel.underpaid}`, claims: counts.underpaid, amount: -run.underpaid },
    { label: `减：${differenceLabel.unpaid}`, claims: counts.unpaid, amount: -run.unpaid },
    { label: '已付（保险公司报送）', claims: run.claims, amount: run.paid },
  ]
  return (
    <>
      <DefinitionList
        items={[
          { label: '复算时间', value: <ChinaDateTime instant={run.ranAt} /> },
          { label: '操作人', value: run.ranByName },
          { label: '计入文件', value: <Count value={run.importKeys.length} unit="个" /> },
          { label: '参与复算', value: <Count value={run.claims} unit="笔" /> },
          { label: '涉及人数', value: <Count value={run.persons} unit="人" /> },
          { label: '合规费用', value: <Money fen={run.eligibleExpense} /> },
        ]}
      />
      <DataTable
        caption="从应付到已付（单位：元）"
        rows={rows}
        keyOf={({ label }) => label}
        columns={[
          { header: '项目', cell: ({ label }) => label },
          { header: '笔数', align: 'number', cell: ({ claims }) => <Count value={claims} /> },
          {
            header: '金额',
            align: 'number',
            cell: ({ amount }) => <Money fen={amount} unit="" />,
          },
        ]}
      />
    </>
  )
}
