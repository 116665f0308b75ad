import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { EmptyState, Section } from '#app/components/page.tsx'
import { ExactTime } from '#app/components/values.tsx'
import { type BidAct } from '#app/sealing/receipt.ts'

const ACT: Record<BidAct, string> = { submitted: '递交', withdrawn: '撤回', confirmed: '确认' }

/** A bidder's own receipts on a lot, each to be kept as a file. */
export function ReceiptTable({
  lotId,
  receipts,
}: {
  lotId: string
  receipts: readonly { id: string; act: BidAct; position: number; at: Date }[]
}) {
  return (
    <Section title="回执" actions={<Link to="/sealing">怎样核对回执</Link>}>
      <DataTable
        caption="仅本公司可见；序号为本公司在本项目的先后次序"
        rows={receipts}
        keyOf={({ id }) => id}
        empty={<EmptyState title="还没有回执">递交、撤回、确认各给一份签名回执。</EmptyState>}
        columns={[
          { header: '序号', align: 'number', cell: ({ position }) => position },
          { header: '事项', cell: ({ act }) => ACT[act] },
          { header: '时间（服务器）', cell: ({ at }) => <ExactTime instant={at} /> },
          {
            header: '回执文件',
            cell: ({ id, position }) => (
              <a href={`/lots/${lotId}/bid/receipts/${id}`} download>
                下载<span className="visually-hidden">第 {position} 份回执</span>
              </a>
            ),
          },
        ]}
      />
    </Section>
  )
}
