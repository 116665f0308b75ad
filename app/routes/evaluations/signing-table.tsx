import { DataTable } from '#app/components/data-table.tsx'
import { Badge } from '#app/components/page.tsx'

/** Who has signed their sheet, and nothing of what stands in it. */
export function SigningTable({
  committee,
  signed,
}: {
  committee: readonly { expertId: string; name: string; chair: boolean; conflict: boolean | null }[]
  signed: readonly string[]
}) {
  return (
    <DataTable
      caption="全部签署前，任何人看不到评分内容"
      rows={committee}
      keyOf={({ expertId }) => expertId}
      columns={[
        { header: '专家', cell: ({ name, chair }) => `${name}${chair ? '（组长）' : ''}` },
        {
          header: '评分表',
          cell: ({ expertId, conflict }) =>
            conflict ? (
              <Badge tone="neutral">回避</Badge>
            ) : signed.includes(expertId) ? (
              <Badge tone="success">已签署</Badge>
            ) : (
              <Badge tone="warning">未签署</Badge>
            ),
        },
      ]}
    />
  )
}
