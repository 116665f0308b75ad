import { DefinitionList } from '#app/components/definition-list.tsx'
import { rateText } from '#app/components/format.ts'
import { Section } from '#app/components/page.tsx'
import { bandsText, costText, lossCausesText } from '#app/components/sharing-text.ts'
import { type PolicyLossCause } from '#app/domain/settlement/settlement-terms.ts'
import { type PublishedSettlementRules } from '#app/domain/tender/tender.ts'

/** The settlement rules a tender publishes. */
export function SettlementRules({
  rules,
  lossCauses,
}: {
  rules: PublishedSettlementRules
  lossCauses: readonly PolicyLossCause[]
}) {
  return (
    <Section title="结算条款" id="settlement">
      <DefinitionList
        items={[
          {
            label: '结算口径',
            value: rules.basis === 'annual' ? '按年度单独结算' : '按协议期累计清算',
          },
          { label: '经营成本', value: costText(rules.cost) },
          { label: '超额结余返还基金', value: bandsText(rules.surplusBands) },
          {
            label: '风险调节金',
            value: rules.reserve
              ? `每年不超过保费的 ${rateText(rules.reserve.yearlyCapRate)}，累计不超过 ${rateText(rules.reserve.totalCapRate)}`
              : '不设',
          },
          {
            label: '参与分担的亏损',
            value: rules.sharedCauses === 'policy' ? '仅政策性亏损' : '全部亏损',
          },
          { label: '认定为政策性亏损的原因', value: lossCausesText(lossCauses) },
          { label: '基金分担比例（约定亏损率以内）', value: rateText(rules.fundShareOfLoss) },
          { label: '基金分担比例（超出约定亏损率）', value: rateText(rules.fundShareBeyond) },
        ]}
      />
    </Section>
  )
}
