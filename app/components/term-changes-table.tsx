import { type TermChange } from '#app/domain/tender/term-changes.ts'
import { type Lot } from '#app/domain/tender/tender.ts'
import { DataTable } from './data-table.tsx'
import { Badge } from './page.tsx'
import { termChangeText } from './term-change-text.ts'

/** What an amendment changes, before and after side by side (更正前后对照). */
export function TermChangesTable({
  changes,
  lots,
}: {
  changes: readonly TermChange[]
  lots: readonly Lot[]
}) {
  return (
    <DataTable
      caption="更正前后对照"
      rows={changes.map((change) => ({ ...change, ...termChangeText(change, lots) }))}
      keyOf={({ path }) => path}
      columns={[
        { header: '更正内容', cell: ({ field }) => field },
        { header: '更正前', cell: ({ before }) => before },
        { header: '更正后', cell: ({ after }) => <strong>{after}</strong> },
        {
          header: '影响投标',
          cell: ({ affectsBids }) =>
            affectsBids ? <Badge tone="warning">影响</Badge> : <Badge tone="neutral">不影响</Badge>,
        },
      ]}
    />
  )
}
