import { contractTermLabel, termSourceLabel } from '#app/components/contract-check-text.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { Alert, Badge, Section } from '#app/components/page.tsx'
import { type ContractCheck } from './contract-check.server.ts'

/** The machine check tender = bid = contract = amendments, for the parties and the public. */
export function ContractCheckSection({ check }: { check: ContractCheck }) {
  const { rows, otherwise } = check
  const offer = otherwise ? '其他方式约定' : '中标投标文件'
  const wrong = rows.filter(({ agrees, agreesToday }) => !agrees || !agreesToday)
  return (
    <Section title={`机器核对：招标文件 = ${offer} = 合同 = 补充协议`} id="check">
      {wrong.length === 0 ? (
        <Alert tone="success" title={`${rows.length} 项条款全部一致`}>
          签订时与招标文件、{offer}相同；此后的不同均有双方签署的补充协议。
        </Alert>
      ) : (
        <Alert tone="danger" title={`有 ${wrong.length} 项条款不一致，且没有补充协议`}>
          {wrong.map(({ term }) => contractTermLabel[term]).join('、')}
        </Alert>
      )}
      <DataTable
        caption="逐条核对"
        rows={rows}
        keyOf={({ term }) => term}
        columns={[
          { header: '条款', cell: ({ term }) => contractTermLabel[term] },
          {
            header: '应与何处一致',
            cell: ({ source }) => termSourceLabel[source].replace('中标投标文件', offer),
          },
          { header: '签订时', cell: ({ agrees }) => <Agreement agrees={agrees} /> },
          {
            header: '现行',
            cell: ({ agreesToday, amendedBy }) =>
              agreesToday && amendedBy.length > 0 ? (
                <Badge tone="info">第 {amendedBy.join('、')} 号补充协议</Badge>
              ) : (
                <Agreement agrees={agreesToday} />
              ),
          },
          {
            header: '尚未生效',
            cell: ({ upcoming }) =>
              upcoming.length > 0 ? `第 ${upcoming.join('、')} 号补充协议` : '—',
          },
        ]}
      />
      {rows.map(({ term, values }) => (
        <details key={term} className="details">
          <summary>{contractTermLabel[term]}：各文件的取值</summary>
          <DataTable
            caption={`${contractTermLabel[term]}的取值`}
            rows={values}
            keyOf={({ path }) => path}
            columns={[
              { header: '项目', cell: ({ field }) => field },
              { header: '招标文件', cell: ({ tender }) => tender || '—' },
              { header: offer, cell: ({ bid }) => bid || '—' },
              {
                header: '签订时合同',
                cell: ({ signed, differs }) => (
                  <>
                    {signed || '—'} {differs ? <Badge tone="danger">不一致</Badge> : null}
                  </>
                ),
              },
              { header: '现行', cell: ({ today }) => today || '—' },
            ]}
          />
        </details>
      ))}
    </Section>
  )
}

function Agreement({ agrees }: { agrees: boolean }) {
  return agrees ? <Badge tone="success">一致</Badge> : <Badge tone="danger">不一致</Badge>
}
