import { type MetaFunction } from '@remix-run/node'
import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { CLAIM_COLUMNS } from '#app/domain/claims/claim-column.ts'
import { claimColumnLabel } from '#app/routes/claims/import-text.ts'

export const meta: MetaFunction = () => [{ title: '赔付明细接口 · 共济' }]

const EXAMPLE = `curl -X POST \\
  -H 'Authorization: Bearer 令牌' -H 'Content-Type: text/csv' \\
  --data-binary @claims.csv \\
  'https://本网站/api/contract-years/合同年度/claims?reference=2026-09&rows=1200&persons=860&eligibleExpense=9600000.00&paid=3200000.00'`

const STATUSES = [
  { status: '201', meaning: '整份文件已入账' },
  { status: '200', meaning: '同一份文件以前已入账，没有重复计入' },
  { status: '400', meaning: '缺少批次号，或控制总数、Content-Type 不合格式' },
  { status: '401', meaning: '令牌缺失、错误、过期或已撤销' },
  { status: '403', meaning: '令牌持有人的岗位无权导入' },
  { status: '404', meaning: '没有这个合同年度，或不属于本公司' },
  {
    status: '409',
    meaning: '被拒绝：控制总数不符、年度已结算、另一份文件正在导入等（看 error）',
  },
  { status: '413', meaning: '文件超过 2 GiB，或没有声明 Content-Length' },
  { status: '422', meaning: '文件无法读取或有错误行：findings 列出前100处，report 是全部错误' },
]

export default function ApiHelpPage() {
  return (
    <Page
      title="赔付明细接口"
      lead={
        <>
          供承办保险公司的业务系统发送赔付明细。令牌在<Link to="/account/api-tokens">接口令牌</Link>
          页建立。
        </>
      }
    >
      <Section title="发送文件">
        <p>
          请求正文就是文件本身（CSV 或 XLSX）。reference 为批次号，必填；其余为控制总数，选填，
          给出时必须与计得的数一致。金额以元计。请求不带 Cookie。
        </p>
        <pre>{EXAMPLE}</pre>
        <DataTable
          caption="应答状态"
          rows={STATUSES}
          keyOf={({ status }) => status}
          columns={[
            { header: '状态', cell: ({ status }) => status },
            { header: '含义', cell: ({ meaning }) => meaning },
          ]}
        />
        <p>
          应答为 JSON：attemptId、state、outcome、message、fileNumber、counted（计得）、stated
          （声明）、findingCount、findings、report、address。
        </p>
      </Section>
      <Section title="查询结果">
        <p>
          连接中断时，以 <code>GET /api/contract-years/合同年度/claims/导入标识</code>{' '}
          查询；全部错误行在其后加 <code>/findings.csv</code>。没有收到应答的文件可以照原样再发：
          已入账的不会重复计入。
        </p>
      </Section>
      <Section title="文件的列">
        <DataTable
          caption="UTF-8；列不分先后，标题一个不能少；人员类别、就医地、原政策基本医保支付、新纳入费用可以为空"
          rows={CLAIM_COLUMNS}
          keyOf={(column) => column}
          columns={[
            { header: '标题', cell: (column) => <code>{column}</code> },
            { header: '含义', cell: (column) => claimColumnLabel[column] },
          ]}
        />
        <p>人员标识在入库前换算成不可逆的假名；文件本身、文件名与错误行的内容都不保存。</p>
      </Section>
    </Page>
  )
}
