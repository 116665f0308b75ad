import { DataTable } from '#app/components/data-table.tsx'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime, Count, Money } from '#app/components/values.tsx'
import { type YearHeadcount } from '#db/queries/headcounts.server.ts'
import { headcountKindLabel } from './premium-labels.ts'

/** Every statement of a year's headcount with the insurer's answer, the latest first. */
export function HeadcountHistory({ headcounts }: { headcounts: readonly YearHeadcount[] }) {
  return (
    <DataTable
      caption="人数的登记与答复"
      rows={headcounts}
      keyOf={({ id }) => id}
      empty={
        <EmptyState title="还没有登记参保人数">
          由基金经办按参保时点的确认表登记，保险公司确认后据此算出年度保费。
        </EmptyState>
      }
      columns={[
        {
          header: '性质',
          cell: ({ kind, version }) => `${headcountKindLabel[kind]}（第${version}次）`,
        },
        { header: '人数', align: 'number', cell: ({ headcount }) => <Count value={headcount} /> },
        {
          header: '保费（元）',
          align: 'number',
          cell: ({ premium }) => <Money fen={premium} unit="" />,
        },
        { header: '参保时点', cell: ({ enrolmentDate }) => <ChinaDate date={enrolmentDate} /> },
        {
          header: '数据来源与依据',
          cell: ({ source, document }) => (
            <>
              {source}
              <span className="counted-how">{document}</span>
            </>
          ),
        },
        {
          header: '登记',
          cell: ({ recorderName, recordedAt }) => (
            <>
              {recorderName} <ChinaDateTime instant={recordedAt} />
            </>
          ),
        },
        { header: '保险公司答复', cell: (one) => <HeadcountAnswer headcount={one} /> },
      ]}
    />
  )
}

function HeadcountAnswer({ headcount }: { headcount: YearHeadcount }) {
  const { agreed, answerReason, answererName, answeredAt } = headcount
  if (agreed === null) return <Badge tone="warning">待答复</Badge>
  return (
    <>
      {agreed ? <Badge tone="success">已确认</Badge> : <Badge tone="danger">有异议</Badge>}{' '}
      {answererName} {answeredAt ? <ChinaDateTime instant={answeredAt} /> : null}
      {answerReason ? <span className="counted-how">{answerReason}</span> : null}
    </>
  )
}
