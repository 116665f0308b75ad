import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { AssessmentTermsSection } from './assessment-terms-section.tsx'
import { BenefitTable } from './benefit-table.tsx'
import { BidPrice } from './bid-price.tsx'
import { ClauseList } from './clause-list.tsx'
import { DefinitionList } from './definition-list.tsx'
import { rateText } from './format.ts'
import { bidBasisLabel } from './labels.ts'
import { Section } from './page.tsx'
import { PaymentScheduleSection } from './payment-schedule-section.tsx'
import { ChinaDate, Count, Money } from './values.tsx'
import { bandsText, costText, lossCausesText } from './sharing-text.ts'

/** A contract's terms for the parties, the auditor and the public. */
export function ContractTermsSections({ terms }: { terms: ContractTerms }) {
  const { settlementTerms: money } = terms
  return (
    <>
      <Section title="合同主要条款">
        <DefinitionList
          items={[
            {
              label: '合同期限',
              value: (
                <>
                  <ChinaDate date={terms.startsOn} /> 至 <ChinaDate date={terms.endsOn} />（
                  {terms.termMonths} 个月）
                </>
              ),
            },
            { label: '报价方式', value: bidBasisLabel[terms.bidBasis] },
            { label: '中标报价', value: <BidPrice basis={terms.bidBasis} price={terms.price} /> },
            { label: '估算参保人数', value: <Count value={terms.headcount} unit="人" /> },
            {
              label: '筹资标准',
              value: (
                <>
                  <Money fen={terms.fundingPerHead} />
                  /人·年
                </>
              ),
            },
            { label: '估算合同总价', value: <Money fen={terms.estimatedTotal} /> },
            {
              label: '专职人员（医学背景）',
              value: `${terms.staffing.fullTime}（${terms.staffing.medicalBackground}）人`,
            },
            { label: '信息系统', value: terms.staffing.informationSystem || '—' },
            { label: '服务承诺', value: terms.servicePromises || '—' },
          ]}
        />
      </Section>
      <Section title="结算约定">
        <DefinitionList
          items={[
            {
              label: '结算口径',
              value: terms.basis === 'annual' ? '按年度单独结算' : '按协议期累计清算',
            },
            { label: '约定盈利率', value: rateText(money.profitRate) },
            { label: '经营成本', value: costText(money.cost) },
            { label: '超额结余返还基金', value: bandsText(money.surplusBands) },
            {
              label: '参与分担的亏损',
              value: money.loss.sharedCauses === 'policy' ? '仅政策性亏损' : '全部亏损',
            },
            { label: '亏损分担', value: bandsText(money.loss.bands) },
            { label: '认定为政策性亏损的原因', value: lossCausesText(terms.policyLossCauses) },
            {
              label: '风险调节金',
              value: money.reserve
                ? `每年不超过保费的 ${rateText(money.reserve.yearlyCapRate)}，累计不超过 ${rateText(money.reserve.totalCapRate)}`
                : '不设',
            },
          ]}
        />
      </Section>
      <Section title="待遇约定">
        <BenefitTable terms={terms.benefitTerms} ratioHeader="约定支付比例" />
      </Section>
      <PaymentScheduleSection schedule={terms.paymentSchedule} />
      <AssessmentTermsSection assessment={terms.assessment} />
      {terms.clauses.length > 0 ? (
        <Section title="合同条款" id="clauses">
          <ClauseList clauses={terms.clauses} />
        </Section>
      ) : null}
    </>
  )
}
