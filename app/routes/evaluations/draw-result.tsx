import { DataTable } from '#app/components/data-table.tsx'
import { Alert, Badge } from '#app/components/page.tsx'
import { HashText } from '#app/components/values.tsx'
import { type DrawCheck } from './draw-check.ts'

/** What a draw came to, and how anybody makes it again. */
export function DrawResult({ check: { seed, agrees, tickets } }: { check: DrawCheck }) {
  const [first] = tickets
  return (
    <>
      <Alert
        tone={agrees ? 'success' : 'danger'}
        title={agrees ? '复算一致' : '复算不一致：抽取结果与公布的随机种子不符'}
      >
        <p>
          随机种子：
          <HashText sha256={seed} />
        </p>
      </Alert>
      <DataTable
        caption="候选专家按签号从小到大排列，最前的若干名为抽中"
        rows={tickets}
        keyOf={({ expertId }) => expertId}
        columns={[
          { header: '次序', align: 'number', cell: ({ place }) => place ?? '—' },
          { header: '专家', cell: ({ name }) => name },
          {
            header: '结果',
            cell: ({ place }) => (place === null ? '未抽中' : <Badge tone="success">抽中</Badge>),
          },
          { header: '专家标识', cell: ({ expertId }) => <HashText sha256={expertId} /> },
          { header: '签号', cell: ({ ticket }) => <HashText sha256={ticket} /> },
        ]}
      />
      <details>
        <summary>怎样复核</summary>
        <p>
          抽取前公布的是随机种子的 SHA-256 值。签号是“种子:专家标识”的 SHA-256
          值，按签号从小到大取足名额即为抽取结果。在任何装有 sha256sum 的计算机上：
        </p>
        <pre>{`printf %s '${seed}' | sha256sum
printf %s '${seed}:${first?.expertId ?? '专家标识'}' | sha256sum`}</pre>
        <p>第一行应等于抽取前公布的值，第二行应等于表中该专家的签号。</p>
      </details>
    </>
  )
}
