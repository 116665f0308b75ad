import {
  indicatorDirectionLabel,
  indicatorSubjectLabel,
  indicatorUnitLabel,
} from '#app/components/contract-term-text.ts'
import { Section } from '#app/components/page.tsx'
import {
  INDICATOR_DIRECTIONS,
  INDICATOR_SUBJECTS,
  INDICATOR_UNITS,
} from '#app/domain/assessment/assessment-terms.ts'
import { NumberField, PercentField, SelectField, TextField } from './inputs.tsx'
import { rowNumbers } from './spare-row.ts'

type Shown = (name: string) => { name: string; defaultValue: string }

function optionsOf<Value extends string>(
  values: readonly Value[],
  labels: Record<Value, string>,
): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: labels[value] }))
}

/** The part of a form that says what the insurer is measured by (考核约定). */
export function AssessmentFields({
  shown,
  filled,
  title = '考核约定',
}: {
  shown: Shown
  filled: number
  title?: string
}) {
  return (
    <Section title={title} id="assessment">
      <p className="muted">
        偏离目标值每满一步或不足一步，均按一步扣款，累计不超过该项上限；扣款比例以当年保费为基数。考核结果须先经承办保险公司答复，或答复期限届满，扣款才能确定。
      </p>
      <NumberField
        {...shown('replyWorkingDays')}
        label="承办保险公司答复期限"
        unit="个工作日"
        required={false}
      />
      {rowNumbers(filled, 2).map((row) => {
        const field = (name: string) => shown(`indicators.${row}.${name}`)
        return (
          <fieldset key={row} className="form-row">
            <legend>考核指标 {row + 1}</legend>
            <TextField {...field('name')} label="指标名称" hint="留空则不设此项" required={false} />
            <SelectField
              {...field('subject')}
              label="考核方面"
              options={optionsOf(INDICATOR_SUBJECTS, indicatorSubjectLabel)}
            />
            <SelectField
              {...field('unit')}
              label="计量方式"
              options={optionsOf(INDICATOR_UNITS, indicatorUnitLabel)}
            />
            <SelectField
              {...field('direction')}
              label="达标方向"
              options={optionsOf(INDICATOR_DIRECTIONS, indicatorDirectionLabel)}
            />
            <TextField
              {...field('target')}
              label="目标值"
              hint="比率填百分数，其他填整数"
              required={false}
            />
            <TextField {...field('step')} label="步长" hint="单位同目标值" required={false} />
            <PercentField {...field('deductionPerStep')} label="每步扣款比例" required={false} />
            <PercentField {...field('deductionCap')} label="扣款上限" required={false} />
          </fieldset>
        )
      })}
    </Section>
  )
}
