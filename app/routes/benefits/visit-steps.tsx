import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { moneyText, rateText } from '#app/components/format.ts'
import { ChinaDate, Money, Rate } from '#app/components/values.tsx'
import { type ExplainedVisit } from '#app/domain/benefit/explain-visits.ts'
import { PPM_ONE, divideHalfUp } from '#app/domain/money.ts'
import { type PersonVisit } from '#db/queries/benefit-run-lists.server.ts'

/** One visit's amount step by step: the slice of the year's expense, by ratio, the cap, the rounding. */
export function VisitSteps({ step }: { step: ExplainedVisit<PersonVisit> }) {
  const { visit, termsFrom, before, after, parts, payoutCap, cutByCap } = step
  return (
    <>
      <DefinitionList
        items={[
          { label: '就诊日期', value: <ChinaDate date={visit.visitDate} /> },
          { label: '适用标准生效日', value: <ChinaDate date={termsFrom} /> },
          {
            label: '人员类别、就医地',
            value: `${visit.category || '普通'}、${visit.place || '本地'}`,
          },
          { label: '本笔合规费用', value: <Money fen={visit.eligibleExpense} /> },
          {
            label: '本年累计合规费用',
            value: `${moneyText(before)} 元 → ${moneyText(after)} 元`,
          },
          {
            label: '全年支付封顶',
            value: payoutCap === null ? '不封顶' : <Money fen={payoutCap} />,
          },
        ]}
      />
      <DataTable
        caption="本笔落在各段的费用（单位：元）"
        rows={parts}
        keyOf={({ from }) => String(from)}
        empty={<p>累计费用没有超过起付线，或已超过可计入的上限，本笔没有可支付的部分。</p>}
        columns={[
          {
            header: '累计费用区间',
            cell: ({ from, upTo }) => `${moneyText(from)}—${moneyText(upTo)}`,
          },
          {
            header: '落入费用',
            align: 'number',
            cell: ({ from, upTo }) => <Money fen={upTo - from} unit="" />,
          },
          { header: '支付比例', align: 'number', cell: ({ ratio }) => <Rate ppm={ratio} /> },
          {
            header: '支付',
            align: 'number',
            cell: ({ exactPayout }) => <Money fen={divideHalfUp(exactPayout, PPM_ONE)} unit="" />,
          },
        ]}
      />
      <p>
        {parts
          .map(({ from, upTo, ratio }) => `${moneyText(upTo - from)} × ${rateText(ratio)}`)
          .join(' + ') || '0'}
        {cutByCap > 0n ? ` − 超过封顶的 ${moneyText(cutByCap)}` : ''}
        {`，累计支付由 ${moneyText(step.payoutBefore)} 元增至 ${moneyText(step.payoutAfter)} 元（累计数四舍五入到分，取前后之差）`}
      </p>
      <DefinitionList
        items={[
          { label: '应付', value: <Money fen={step.due} /> },
          { label: '已付', value: <Money fen={visit.paid} /> },
          { label: '已付减应付', value: <Money fen={visit.paid - step.due} /> },
        ]}
      />
    </>
  )
}
