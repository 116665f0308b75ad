import { DataTable, Pagination } from '#app/components/data-table.tsx'
import { Section } from '#app/components/page.tsx'
import { Count } from '#app/components/values.tsx'
import { type ImportFinding } from '#db/queries/claims-imports.server.ts'
import { findingFieldLabel, findingReasonLabel } from './import-text.ts'

/** What is wrong in a refused file: each mistake by kind, then row by row. Never a value. */
export function FindingsSection({
  address,
  total,
  kinds,
  findings,
  page,
}: {
  address: string // of the whole report
  total: number
  kinds: readonly { field: string; reason: string; rows: number }[]
  findings: readonly ImportFinding[]
  page: number
}) {
  return (
    <>
      <Section title="错误汇总">
        <DataTable
          caption="同一种错误合计"
          rows={kinds}
          keyOf={({ field, reason }) => `${field} ${reason}`}
          columns={[
            { header: '列', cell: ({ field }) => findingFieldLabel(field) },
            { header: '原因', cell: ({ reason }) => findingReasonLabel(reason) },
            { header: '处数', align: 'number', cell: ({ rows }) => <Count value={rows} /> },
          ]}
        />
      </Section>
      <Section title="错误明细" actions={<a href={address}>下载全部错误（CSV）</a>}>
        <DataTable
          caption="行号从标题行（第1行）数起；不显示文件里的内容"
          rows={findings}
          keyOf={({ position }) => String(position)}
          columns={[
            { header: '行号', align: 'number', cell: ({ rowNumber }) => rowNumber },
            { header: '列', cell: ({ field }) => findingFieldLabel(field) },
            { header: '原因', cell: ({ reason }) => findingReasonLabel(reason) },
          ]}
        />
        <Pagination total={total} page={page} />
      </Section>
    </>
  )
}
