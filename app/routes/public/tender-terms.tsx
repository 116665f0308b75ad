import { AssessmentTermsSection } from '#app/components/assessment-terms-section.tsx'
import { BenefitTable } from '#app/components/benefit-table.tsx'
import { BidPrice } from '#app/components/bid-price.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { dateText, rateText } from '#app/components/format.ts'
import {
  bidBasisLabel,
  formulaLabel,
  regimeLabel,
  scoredOfferLabel,
  tieBreakerLabel,
} from '#app/components/labels.ts'
import { Section } from '#app/components/page.tsx'
import { PaymentScheduleSection } from '#app/components/payment-schedule-section.tsx'
import { ChinaDateTime, Count, Money, PointsValue, Rate } from '#app/components/values.tsx'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { SettlementRules } from './settlement-rules.tsx'
import { TenderAnnexes } from './tender-annexes.tsx'

/** Everything a tender says, for bidders, officers and the public alike. */
export function TenderTermsSections({ terms }: { terms: TenderTerms }) {
  const { timetable, lots, criteria } = terms
  return (
    <>
      <Section title="项目概况" id="overview">
        <DefinitionList
          items={[
            { label: '统筹地区', value: terms.region },
            { label: '适用法律', value: regimeLabel[terms.regime] },
            { label: '采购预算（全期）', value: <Money fen={terms.budget} /> },
            { label: '投标保证金', value: <Money fen={terms.bidSecurity} /> },
            { label: '合同期限', value: `${terms.termMonths} 个月` },
            ...(terms.shortTermReason
              ? [{ label: '期限不足三年的理由', value: terms.shortTermReason }]
              : []),
            { label: '首个合同年度起始日', value: dateText(terms.coverageStartsOn) },
            {
              label: '招标文件获取期间',
              value: `${dateText(timetable.documentsFrom)} 至 ${dateText(timetable.documentsUntil)}`,
            },
            { label: '投标截止时间', value: <ChinaDateTime instant={timetable.bidDeadline} /> },
            { label: '盈利率上限', value: <Rate ppm={terms.profitRateCeiling} /> },
            ...(terms.contact ? [{ label: '联系人与电话', value: terms.contact }] : []),
          ]}
        />
      </Section>
      <Section title="采购包" id="lots">
        <DataTable
          caption="采购包与限价"
          rows={lots}
          keyOf={({ id }) => id}
          columns={[
            { header: '序号', cell: ({ number }) => number },
            { header: '名称', cell: ({ name }) => name },
            { header: '覆盖区域', cell: ({ districts }) => districts },
            {
              header: '参保人数',
              align: 'number',
              cell: ({ headcount }) => <Count value={headcount} />,
            },
            { header: '报价方式', cell: ({ bidBasis }) => bidBasisLabel[bidBasis] },
            {
              header: '最高限价',
              align: 'number',
              cell: ({ bidBasis, priceCeiling }) => (
                <BidPrice basis={bidBasis} price={priceCeiling} />
              ),
            },
            {
              header: '最低限价',
              align: 'number',
              cell: ({ bidBasis, priceFloor }) =>
                priceFloor === null ? '不设' : <BidPrice basis={bidBasis} price={priceFloor} />,
            },
            {
              header: '筹资标准',
              align: 'number',
              cell: ({ fundingPerHead }) => <Money fen={fundingPerHead} />,
            },
          ]}
        />
      </Section>
      <Section title="待遇条款" id="benefits">
        <BenefitTable
          terms={terms.benefitTerms}
          ratioHeader="最低支付比例"
          weights={terms.tierWeights}
        />
      </Section>
      <Section title="评分标准" id="criteria">
        <DataTable
          caption="综合评分法，满分100.00分；每项四舍五入至小数点后两位"
          rows={criteria}
          keyOf={({ id }) => id}
          columns={[
            { header: '评分项', cell: ({ name }) => name },
            {
              header: '满分',
              align: 'number',
              cell: ({ maxPoints }) => <PointsValue points={maxPoints} />,
            },
            {
              header: '方式',
              cell: ({ by }) => (by === 'formula' ? '公式' : '专家评分（取平均）'),
            },
            {
              header: '规则',
              cell: (criterion) =>
                criterion.by === 'expert'
                  ? criterion.guidance
                  : `${scoredOfferLabel[criterion.offer]}：${formulaLabel[criterion.formula.kind]}${
                      criterion.formula.kind === 'linear' && criterion.offer.endsWith('rate')
                        ? `（${rateText(criterion.formula.worst)} 得0分，${rateText(criterion.formula.best)} 得满分）`
                        : ''
                    }`,
            },
          ]}
        />
        <p>
          同分时依次比较：{terms.tieBreakers.map((breaker) => tieBreakerLabel[breaker]).join('；')}
          {terms.tieBreakers.length > 0 ? '；' : ''}仍相同的，公开抽签。
        </p>
      </Section>
      <SettlementRules rules={terms.settlementRules} lossCauses={terms.policyLossCauses} />
      <PaymentScheduleSection schedule={terms.paymentSchedule} />
      <AssessmentTermsSection assessment={terms.assessment} />
      <TenderAnnexes terms={terms} />
    </>
  )
}
