import { Link } from '@remix-run/react'
import { DataTable, Pagination } from '#app/components/data-table.tsx'
import { Badge, EmptyState, Section } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { type BenefitDifference } from '#db/queries/benefit-run-lists.server.ts'
import { DIFFERENCE_KINDS, type DifferenceKind, differenceLabel } from './difference-text.ts'

const TONES = { overpaid: 'warning', underpaid: 'info', unpaid: 'danger' } as const

/** Claims that were paid otherwise than the terms give, each with the way to its calculation. */
export function DifferenceSection({
  base,
  run,
  counts,
  kind,
  page,
  differences,
}: {
  base: string
  run: { key: number; differences: number }
  counts: Record<DifferenceKind, number>
  kind: DifferenceKind | ''
  page: number
  differences: readonly BenefitDifference[]
}) {
  if (run.differences === 0)
    return (
      <Section title="差异明细">
        <EmptyState title="逐笔一致，没有差异" />
      </Section>
    )
  const total = kind === '' ? run.differences : counts[kind]
  const sheet = `${base}/benefits/differences.xlsx?run=${run.key}${kind && `&kind=${kind}`}`
  return (
    <Section title="差异明细" actions={<a href={sheet}>导出 XLSX</a>}>
      <nav className="pagination" aria-label="差异类别">
        <KindLink
          base={base}
          run={run.key}
          chosen={kind}
          kind=""
          label={`全部（${run.differences}）`}
        />
        {DIFFERENCE_KINDS.map((value) => (
          <KindLink
            key={value}
            base={base}
            run={run.key}
            chosen={kind}
            kind={value}
            label={`${differenceLabel[value]}（${counts[value]}）`}
          />
        ))}
      </nav>
      <DataTable
        caption="单位：元"
        rows={differences}
        keyOf={({ claimId }) => claimId}
        empty={<EmptyState title="没有这一类差异" />}
        columns={[
          {
            header: '赔付编号',
            cell: ({ claimId, visitDate }) =>
              visitDate === null ? (
                `${claimId}（文件已冲回）`
              ) : (
                <Link
                  to={`${base}/benefits/claims/${encodeURIComponent(claimId)}?run=${run.key}`}
                  aria-label={`${claimId} 的计算过程`}
                >
                  {claimId}
                </Link>
              ),
          },
          {
            header: '类别',
            cell: ({ kind: found }) => <Badge tone={TONES[found]}>{differenceLabel[found]}</Badge>,
          },
          {
            header: '就诊日期',
            cell: ({ visitDate }) => (visitDate ? <ChinaDate date={visitDate} /> : '—'),
          },
          { header: '人员类别', cell: ({ category }) => category || '普通' },
          { header: '就医地', cell: ({ place }) => place || '本地' },
          {
            header: '合规费用',
            align: 'number',
            cell: ({ eligibleExpense }) =>
              eligibleExpense === null ? '—' : <Money fen={eligibleExpense} unit="" />,
          },
          { header: '应付', align: 'number', cell: ({ due }) => <Money fen={due} unit="" /> },
          { header: '已付', align: 'number', cell: ({ paid }) => <Money fen={paid} unit="" /> },
          {
            header: '已付减应付',
            align: 'number',
            cell: ({ due, paid }) => <Money fen={paid - due} unit="" />,
          },
        ]}
      />
      <Pagination total={total} page={page} />
    </Section>
  )
}

/** Keeps the run that is being looked at, unlike a form of filters. */
function KindLink({
  base,
  run,
  chosen,
  kind,
  label,
}: {
  base: string
  run: number
  chosen: DifferenceKind | ''
  kind: DifferenceKind | ''
  label: string
}) {
  if (kind === chosen) return <strong aria-current="true">{label}</strong>
  return <Link to={`${base}/benefits?run=${run}${kind && `&kind=${kind}`}`}>{label}</Link>
}
