import { type Fen } from '#app/domain/money.ts'
import { type YearSettlement } from '#app/domain/settlement/settlement-terms.ts'
import { DataTable } from './data-table.tsx'
import { settlementTermLabel } from './labels.ts'
import { Money, Rate } from './values.tsx'

const LINES = [
  'incurredClaims',
  'admittedCost',
  'balance',
  'agreedProfit',
  'excessSurplus',
  'keptByInsurer',
  'returnedToFund',
  'toReserve',
  'policyLoss',
  'operatingLoss',
  'borneByFund',
  'borneByInsurer',
  'fromReserve',
  'assessmentDeduction',
  'payableByInsurer',
  'payableByFund',
] as const

/** Every part of a settlement in numbers: the text of the waterfall. */
export function SettlementParts({
  premium,
  settlement,
}: {
  premium: Fen
  settlement: YearSettlement
}) {
  return (
    <>
      <DataTable
        caption="结算各项（单位：元）"
        rows={[
          { name: 'premium', amount: premium },
          ...LINES.map((name) => ({ name, amount: settlement[name] })),
        ]}
        keyOf={({ name }) => name}
        columns={[
          { header: '项目', cell: ({ name }) => settlementTermLabel[name] ?? name },
          { header: '金额', align: 'number', cell: ({ amount }) => <Money fen={amount} unit="" /> },
        ]}
      />
      <p>
        赔付率 <Rate ppm={settlement.lossRatio} />
      </p>
    </>
  )
}
