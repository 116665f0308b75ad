import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { policyLossCauseLabel, settlementTermLabel } from '#app/components/labels.ts'
import { Section } from '#app/components/page.tsx'
import { Money } from '#app/components/values.tsx'
import { type Fen } from '#app/domain/money.ts'
import { type YearFigures } from '#app/domain/settlement/settlement-terms.ts'

/** Each input of the settlement and where it came from. */
export function FigureSources({
  figures,
  evidence,
  headcount,
  yearId,
}: {
  figures: YearFigures
  evidence: Readonly<Record<string, string>>
  headcount: { document: string } | null
  yearId: string
}) {
  const reported = [
    'claimsPaid',
    'outstandingOpening',
    'outstandingClosing',
    'operatingCost',
    'assessmentDeduction',
  ] as const
  const rows: { key: string; label: string; amount: Fen; source: string; record: boolean }[] = [
    {
      key: 'premium',
      label: '保费',
      amount: figures.premium,
      source: `参保人数登记：${headcount?.document ?? ''}`,
      record: true,
    },
    ...reported.map((name) => ({
      key: name,
      label: settlementTermLabel[name] ?? name,
      amount: figures[name],
      source: evidence[name] || '—',
      record: false,
    })),
    ...figures.policyLosses.map(({ cause, amount }, index) => ({
      key: `policyLosses.${index}`,
      label: `政策性亏损：${policyLossCauseLabel[cause]}`,
      amount,
      source: evidence.policyLosses || '—',
      record: false,
    })),
    {
      key: 'reserveBalance',
      label: '风险调节金余额（年初）',
      amount: figures.reserveBalance,
      source: '以前年度审定结算累计',
      record: false,
    },
  ]
  return (
    <Section title="数据与来源">
      <DataTable
        caption="单位：元"
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          { header: '数据', cell: ({ label }) => label },
          { header: '金额', align: 'number', cell: ({ amount }) => <Money fen={amount} unit="" /> },
          {
            header: '来源',
            cell: ({ source, record }) =>
              record ? <Link to={`/contract-years/${yearId}`}>{source}</Link> : source,
          },
        ]}
      />
    </Section>
  )
}
