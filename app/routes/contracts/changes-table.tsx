import { DataTable } from '#app/components/data-table.tsx'
import { EmptyState } from '#app/components/page.tsx'
import { termChangeText } from '#app/components/term-change-text.ts'
import { type TermChange } from '#app/domain/tender/term-changes.ts'

/** What an amendment changes, before and after side by side (变更前后对照). */
export function ContractChangesTable({ changes }: { changes: readonly TermChange[] }) {
  return (
    <DataTable
      caption="变更前后对照"
      rows={changes.map((change) => ({ path: change.path, ...termChangeText(change, []) }))}
      keyOf={({ path }) => path}
      empty={<EmptyState title="没有变更" />}
      columns={[
        { header: '变更条款', cell: ({ field }) => field },
        { header: '变更前', cell: ({ before }) => before },
        { header: '变更后', cell: ({ after }) => <strong>{after}</strong> },
      ]}
    />
  )
}
