import { instalmentYearsLabel } from '#app/components/contract-term-text.ts'
import { Section } from '#app/components/page.tsx'
import { CheckboxGroup, NumberField, PercentField, SelectField } from './inputs.tsx'
import { rowNumbers } from './spare-row.ts'

type Shown = (name: string) => { name: string; defaultValue: string }

/** The part of a form that says how a year's premium is paid (保费拨付约定). */
export function PaymentScheduleFields({
  shown,
  filled,
  title = '保费拨付约定',
}: {
  shown: Shown
  filled: number
  title?: string
}) {
  return (
    <Section title={title} id="payment-schedule">
      <p className="muted">
        月份自合同年度的第1个月数起，第13个月为年度终了后的第1个月；各期于当月最后一日前应付。每类年度须有且只有一期余款，并排在最后。
      </p>
      {rowNumbers(filled, 2).map((row) => (
        <fieldset key={row} className="form-row">
          <legend>拨付节点 {row + 1}</legend>
          <SelectField
            {...shown(`instalments.${row}.years`)}
            label="适用年度"
            options={(['every', 'first', 'later'] as const).map((value) => ({
              value,
              label: instalmentYearsLabel[value],
            }))}
          />
          <NumberField
            {...shown(`instalments.${row}.dueMonth`)}
            label="应付月份"
            unit="月"
            hint="留空则不设此期"
            required={false}
          />
          <PercentField
            {...shown(`instalments.${row}.share`)}
            label="占预计保费的比例"
            hint="留空为实际保费的余款"
            required={false}
          />
          <CheckboxGroup
            name={`instalments.${row}.atMost`}
            legend="上限"
            options={[{ value: 'yes', label: '不超过此比例，少拨部分并入余款' }]}
            defaultValues={[shown(`instalments.${row}.atMost`).defaultValue]}
          />
        </fieldset>
      ))}
      <div className="form-grid">
        <NumberField
          {...shown('paymentWorkingDays')}
          label="审核后支付期限"
          unit="个工作日"
          required={false}
        />
        <NumberField
          {...shown('clearingMonth')}
          label="清算月份"
          unit="月"
          hint="年度终了后第3个月填15"
          required={false}
        />
      </div>
    </Section>
  )
}
