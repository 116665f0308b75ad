import { DataTable } from '#app/components/data-table.tsx'
import { Badge } from '#app/components/page.tsx'
import { ChinaDate, Money, Rate } from '#app/components/values.tsx'
import { type InstalmentState } from '#app/domain/premium/instalment-states.ts'
import { instalmentStateLabel } from './premium-labels.ts'

const TONE = { paid: 'success', ahead: 'neutral', overdue: 'danger', moved: 'info' } as const

/** The plan of a year's premium and how it stands today. */
export function InstalmentTable({ instalments }: { instalments: readonly InstalmentState[] }) {
  return (
    <DataTable
      caption="各期保费（元）"
      rows={instalments}
      keyOf={({ number }) => String(number)}
      columns={[
        { header: '期次', cell: ({ number }) => `第${number}期` },
        { header: '最迟拨付日', cell: ({ dueOn }) => <ChinaDate date={dueOn} /> },
        { header: '约定', cell: (one) => <Rule instalment={one} /> },
        {
          header: '金额',
          align: 'number',
          cell: ({ amount, isEstimated }) => (
            <>
              <Money fen={amount} unit="" />
              {isEstimated ? '（估计）' : null}
            </>
          ),
        },
        { header: '应拨付', align: 'number', cell: ({ due }) => <Money fen={due} unit="" /> },
        { header: '已拨付', align: 'number', cell: ({ paid }) => <Money fen={paid} unit="" /> },
        {
          header: '未拨付',
          align: 'number',
          cell: ({ outstanding }) => <Money fen={outstanding} unit="" />,
        },
        {
          header: '状态',
          cell: ({ state, due, daysLate }) => (
            <>
              <Badge tone={TONE[state]}>
                {due === 0n && state === 'paid' ? '无须拨付' : instalmentStateLabel[state]}
              </Badge>
              {daysLate > 0 ? ` ${state === 'paid' ? '迟付' : '逾期'} ${daysLate} 日` : null}
            </>
          ),
        },
      ]}
    />
  )
}

function Rule({ instalment: { share, atMost } }: { instalment: InstalmentState }) {
  if (share === null) return <>按实际保费拨付余款</>
  return (
    <>
      预计保费的{atMost ? '不超过' : ''}
      <Rate ppm={share} />
    </>
  )
}
