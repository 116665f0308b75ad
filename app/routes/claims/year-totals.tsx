import { DefinitionList } from '#app/components/definition-list.tsx'
import { EmptyState } from '#app/components/page.tsx'
import { Count, Money } from '#app/components/values.tsx'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import { sum } from '#app/domain/money.ts'
import { totalsLabel } from './import-text.ts'

/** What adds up over files; persons do not, as one may stand in several. */
export type SummedTotals = Omit<ClaimsTotals, 'persons'>

const AMOUNTS = [
  'totalCost',
  'selfFunded',
  'basicPaid',
  'eligibleExpense',
  'newlyCovered',
  'paid',
] as const

export function sumTotals(files: readonly ClaimsTotals[]): SummedTotals {
  const added = (field: Exclude<keyof ClaimsTotals, 'rows' | 'persons'>) =>
    sum(files.map((totals) => totals[field]))
  return {
    rows: files.reduce((rows, totals) => rows + totals.rows, 0),
    totalCost: added('totalCost'),
    selfFunded: added('selfFunded'),
    basicPaid: added('basicPaid'),
    basicPaidBaseline: added('basicPaidBaseline'),
    eligibleExpense: added('eligibleExpense'),
    newlyCovered: added('newlyCovered'),
    paid: added('paid'),
  }
}

/** The year's claims as they count now, without reversed files. */
export function YearTotals({ totals, files }: { totals: SummedTotals; files: number }) {
  if (files === 0)
    return (
      <EmptyState title="本年度还没有计入的赔付明细">
        由承办保险公司按月或按年导入明细文件；导入的文件在下方列出。
      </EmptyState>
    )
  return (
    <DefinitionList
      items={[
        { label: '计入的文件', value: <Count value={files} unit="份" /> },
        { label: '赔付明细', value: <Count value={totals.rows} unit="笔" /> },
        ...AMOUNTS.map((field) => ({
          label: totalsLabel[field],
          value: <Money fen={totals[field]} />,
        })),
      ]}
    />
  )
}
