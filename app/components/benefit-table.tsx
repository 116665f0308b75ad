import { type BenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type Ppm } from '#app/domain/money.ts'
import { DataTable } from './data-table.tsx'
import { DefinitionList } from './definition-list.tsx'
import { moneyText, rateText } from './format.ts'

/** Benefit terms as people read them: deductible, tiers, cap, and who is treated better. */
export function BenefitTable({
  terms,
  ratioHeader,
  weights,
}: {
  terms: BenefitTerms
  ratioHeader: string
  weights?: readonly Ppm[]
}) {
  const rows = terms.tiers.map((tier, index) => ({
    ...tier,
    index,
    from: terms.tiers[index - 1]?.upTo ?? null,
  }))
  const hardship = Object.entries(terms.categories).map(
    ([name, { deductible, ratioUplift, cap }]) => ({
      label: name,
      value: [
        deductible === undefined ? '' : `起付线 ${moneyText(deductible)} 元`,
        ratioUplift === undefined ? '' : `支付比例提高 ${rateText(ratioUplift)}`,
        cap === null ? '不设封顶线' : cap ? `封顶 ${moneyText(cap.amount)} 元` : '',
      ]
        .filter(Boolean)
        .join('；'),
    }),
  )
  const places = Object.entries(terms.places).map(([name, { ratioUplift }]) => ({
    label: name,
    value: `支付比例调整 ${rateText(ratioUplift)}`,
  }))
  return (
    <>
      <DefinitionList
        items={[
          { label: '起付线（年度一次）', value: `${moneyText(terms.deductible)} 元` },
          {
            label: '分段口径',
            value:
              terms.tierBasis === 'gross' ? '按累计合规费用（含起付线）' : '按扣除起付线后的费用',
          },
          {
            label: '封顶线',
            value: terms.cap
              ? `${terms.cap.on === 'payout' ? '年度支付额' : '年度合规费用'} ${moneyText(terms.cap.amount)} 元`
              : '不设',
          },
          ...hardship,
          ...places,
        ]}
      />
      <DataTable
        caption="分段支付比例"
        rows={rows}
        keyOf={({ index }) => String(index)}
        columns={[
          {
            header: '费用段（元）',
            cell: ({ from, upTo }) =>
              `${from === null ? '起付线' : moneyText(from)} 以上${upTo === null ? '' : `至 ${moneyText(upTo)}`}`,
          },
          {
            header: ratioHeader,
            align: 'number',
            cell: ({ payoutRatio }) => rateText(payoutRatio),
          },
          ...(weights
            ? [
                {
                  header: '评分权重',
                  align: 'number' as const,
                  cell: ({ index }: { index: number }) => rateText(weights[index] ?? 0n),
                },
              ]
            : []),
        ]}
      />
    </>
  )
}
