import { DataTable } from '#app/components/data-table.tsx'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { Fingerprint } from '#app/components/sealing/fingerprint.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'

export type OwnKey = {
  id: string
  recipient: string
  registeredAt: Date
  provenAt: Date | null
  state: 'current' | 'replaced' | 'unproven'
}

export function OwnKeysTable({ keys }: { keys: readonly OwnKey[] }) {
  return (
    <DataTable
      caption="登记过的密钥，最近的在前"
      rows={keys}
      keyOf={({ id }) => id}
      empty={<EmptyState title="还没有登记密钥">按下面四步生成一把，约需三分钟。</EmptyState>}
      columns={[
        { header: '指纹', cell: ({ recipient }) => <Fingerprint recipient={recipient} /> },
        { header: '登记', cell: ({ registeredAt }) => <ChinaDateTime instant={registeredAt} /> },
        {
          header: '证明持有',
          cell: ({ provenAt }) => (provenAt ? <ChinaDateTime instant={provenAt} /> : '尚未证明'),
        },
        {
          header: '状态',
          cell: ({ state }) => <Badge tone={STATE[state].tone}>{STATE[state].text}</Badge>,
        },
      ]}
    />
  )
}

const STATE = {
  current: { tone: 'success', text: '现行' },
  replaced: { tone: 'neutral', text: '已被替换' },
  unproven: { tone: 'warning', text: '尚未证明' },
} as const
