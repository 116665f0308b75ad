import { Section } from '#app/components/page.tsx'
import { type PolicyLossCause } from '#app/domain/settlement/settlement-terms.ts'
import { PercentField, SelectField } from '#app/forms/inputs.tsx'
import { LossCausesField } from '#app/forms/loss-causes-field.tsx'

type Shown = (name: string) => { name: string; defaultValue: string }

/** The part of the tender form that says how each contract year will be settled. */
export function SettlementRuleFields({
  shown,
  lossCauses,
  title = '五、结算条款',
}: {
  shown: Shown
  lossCauses: readonly PolicyLossCause[]
  title?: string
}) {
  return (
    <Section title={title} id="settlement">
      <div className="form-grid">
        <SelectField
          {...shown('basis')}
          label="结算口径"
          options={[
            { value: 'annual', label: '按年度单独结算' },
            { value: 'agreement', label: '按协议期累计清算' },
          ]}
        />
        <SelectField
          {...shown('costTreatment')}
          label="经营成本处理"
          options={[
            { value: 'actual-capped', label: '据实列支，设上限' },
            { value: 'fixed-rate', label: '按固定费率列支' },
            { value: 'within-profit', label: '含在盈利率内' },
          ]}
        />
        <PercentField {...shown('costRate')} label="成本费率（占保费）" required={false} />
        <PercentField
          {...shown('reserveYearly')}
          label="风险调节金年度上限"
          hint="不设则留空"
          required={false}
        />
        <PercentField
          {...shown('reserveTotal')}
          label="风险调节金累计上限"
          hint="不设则留空"
          required={false}
        />
        <SelectField
          {...shown('sharedCauses')}
          label="参与分担的亏损"
          options={[
            { value: 'policy', label: '仅政策性亏损' },
            { value: 'any', label: '全部亏损' },
          ]}
        />
        <PercentField {...shown('fundShareOfLoss')} label="约定亏损率以内基金分担比例" />
        <PercentField {...shown('fundShareBeyond')} label="超出部分基金分担比例" />
      </div>
      {[0, 1, 2].map((row) => (
        <fieldset key={row} className="form-row">
          <legend>超额结余分段 {row + 1}</legend>
          <PercentField
            {...shown(`surplusBands.${row}.upTo`)}
            label="本段上限（占保费）"
            hint="最后一段留空"
            required={false}
          />
          <PercentField
            {...shown(`surplusBands.${row}.fundShare`)}
            label="返还基金比例"
            hint="留空则不设此段"
            required={row === 0}
          />
        </fieldset>
      ))}
      <LossCausesField chosen={lossCauses} />
    </Section>
  )
}
