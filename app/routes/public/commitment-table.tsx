import { DataTable } from '#app/components/data-table.tsx'
import { ExactTime, HashText } from '#app/components/values.tsx'
import { type PublicCommitment } from '#db/queries/sealed-log.server.ts'

export function CommitmentTable({ commitments }: { commitments: readonly PublicCommitment[] }) {
  return (
    <DataTable
      caption="承诺值，最新的在前"
      rows={commitments}
      keyOf={({ upTo }) => upTo.toISOString()}
      columns={[
        { header: '截至', cell: ({ upTo }) => <ExactTime instant={upTo} /> },
        { header: '承诺值（SHA-256）', cell: ({ commitment }) => <HashText sha256={commitment} /> },
      ]}
    />
  )
}
