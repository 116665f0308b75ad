import { ClauseList } from '#app/components/clause-list.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { reviewStageLabel } from '#app/components/labels.ts'
import { Section } from '#app/components/page.tsx'
import { Count, Money } from '#app/components/values.tsx'
import { type TenderTerms } from '#app/domain/tender/tender.ts'

/** The checklists, the past figures and the clauses that a tender publishes beside its terms. */
export function TenderAnnexes({
  terms: { reviewItems, experience, clauses },
}: {
  terms: Pick<TenderTerms, 'reviewItems' | 'experience' | 'clauses'>
}) {
  return (
    <>
      {reviewItems.length > 0 ? (
        <Section title="资格与符合性审查表" id="review-items">
          <DataTable
            caption="资格条件与★条款不满足的，投标无效"
            rows={reviewItems}
            keyOf={({ id }) => id}
            columns={[
              { header: '环节', cell: ({ stage }) => reviewStageLabel[stage] },
              {
                header: '审查内容',
                cell: ({ essential, text }) => `${essential ? '★ ' : ''}${text}`,
              },
            ]}
          />
        </Section>
      ) : null}
      {experience.length > 0 ? (
        <Section title="既往赔付数据" id="experience">
          <DataTable
            caption="供测算报价使用的汇总数"
            rows={experience}
            keyOf={({ year }) => year}
            columns={[
              { header: '年度', cell: ({ year }) => year },
              {
                header: '参保人数',
                align: 'number',
                cell: ({ insured }) => <Count value={insured} />,
              },
              {
                header: '赔付人数',
                align: 'number',
                cell: ({ claimants }) => <Count value={claimants} />,
              },
              {
                header: '合规费用',
                align: 'number',
                cell: ({ eligibleExpense }) => <Money fen={eligibleExpense} />,
              },
              { header: '赔付', align: 'number', cell: ({ payout }) => <Money fen={payout} /> },
              { header: '保费', align: 'number', cell: ({ premium }) => <Money fen={premium} /> },
            ]}
          />
        </Section>
      ) : null}
      {clauses.length > 0 ? (
        <Section title="合同条款" id="clauses">
          <ClauseList clauses={clauses} />
        </Section>
      ) : null}
    </>
  )
}
