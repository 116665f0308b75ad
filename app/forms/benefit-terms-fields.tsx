import { Section } from '#app/components/page.tsx'
import {
  CheckboxGroup,
  MoneyField,
  NumberField,
  PercentField,
  SelectField,
  TextField,
} from './inputs.tsx'
import { rowNumbers } from './spare-row.ts'

type Shown = (name: string) => { name: string; defaultValue: string }

/** The part of a form that says what people will be paid; a tender weighs its tiers. */
export function BenefitTermsFields({
  title,
  shown,
  rows,
  weighted = false,
  minimum = false,
}: {
  title: string
  shown: Shown
  rows: Record<'tiers' | 'categories' | 'places', number>
  weighted?: boolean
  minimum?: boolean
}) {
  return (
    <Section title={title} id="benefits">
      <div className="form-grid">
        <SelectField
          {...shown('tierBasis')}
          label="分段口径"
          options={[
            { value: 'gross', label: '按累计合规费用（含起付线）' },
            { value: 'net', label: '按扣除起付线后的费用' },
          ]}
        />
        <MoneyField {...shown('deductible')} label="起付线" hint="年度一次" />
        <SelectField
          {...shown('capOn')}
          label="封顶线口径"
          options={[
            { value: 'none', label: '不设封顶线' },
            { value: 'payout', label: '年度支付额' },
            { value: 'eligible-expense', label: '年度合规费用' },
          ]}
        />
        <MoneyField {...shown('capAmount')} label="封顶线" required={false} />
      </div>
      {rowNumbers(rows.tiers, 2).map((row) => (
        <fieldset key={row} className="form-row">
          <legend>费用段 {row + 1}</legend>
          <MoneyField
            {...shown(`tiers.${row}.upTo`)}
            label="费用段上限"
            hint="最后一段留空"
            required={false}
          />
          <PercentField
            {...shown(`tiers.${row}.ratio`)}
            label={minimum ? '最低支付比例' : '支付比例'}
            hint="留空则不设此段"
            required={row === 0}
          />
          {weighted ? (
            <PercentField
              {...shown(`tiers.${row}.weight`)}
              label="评分权重"
              hint="各段合计100%"
              required={row === 0}
            />
          ) : null}
        </fieldset>
      ))}
      {rowNumbers(rows.categories, 2).map((row) => (
        <fieldset key={row} className="form-row">
          <legend>困难群众类别 {row + 1}</legend>
          <TextField
            {...shown(`categories.${row}.name`)}
            label="类别名称"
            hint="如特困、低保；留空则不设"
            required={false}
          />
          <MoneyField {...shown(`categories.${row}.deductible`)} label="起付线" required={false} />
          <NumberField
            {...shown(`categories.${row}.ratioUplift`)}
            label="支付比例提高"
            unit="百分点"
            required={false}
          />
          <CheckboxGroup
            name={`categories.${row}.noCap`}
            legend="封顶线"
            options={[{ value: 'yes', label: '不设封顶线' }]}
            defaultValues={[shown(`categories.${row}.noCap`).defaultValue]}
          />
        </fieldset>
      ))}
      {rowNumbers(rows.places, 2).map((row) => (
        <fieldset key={row} className="form-row">
          <legend>就医地 {row + 1}</legend>
          <TextField
            {...shown(`places.${row}.name`)}
            label="就医地名称"
            hint="如省外；留空则不设"
            required={false}
          />
          <NumberField
            {...shown(`places.${row}.ratioUplift`)}
            label="支付比例调整"
            unit="百分点"
            required={false}
          />
        </fieldset>
      ))}
    </Section>
  )
}
