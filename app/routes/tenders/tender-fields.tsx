import { type ReactNode } from 'react'
import { type z } from 'zod'
import {
  bidBasisLabel,
  formulaLabel,
  regimeLabel,
  scoredOfferLabel,
  tieBreakerLabel,
} from '#app/components/labels.ts'
import { Section } from '#app/components/page.tsx'
import { BID_BASES } from '#app/domain/bid/bid-content.ts'
import { SCORED_OFFERS, TIE_BREAKERS } from '#app/domain/evaluation/scoring-criteria.ts'
import { REGIMES } from '#app/domain/regulation/regime.ts'
import { rowNumbers } from '#app/forms/spare-row.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import {
  CheckboxGroup,
  DateField,
  DateTimeField,
  HiddenField,
  MoneyField,
  NumberField,
  PercentField,
  SelectField,
  TextField,
} from '#app/forms/inputs.tsx'
import { type TenderDefaults } from './tender-defaults.ts'
import { AssessmentFields } from '#app/forms/assessment-fields.tsx'
import { PaymentScheduleFields } from '#app/forms/payment-schedule-fields.tsx'
import { BenefitTermsFields } from '#app/forms/benefit-terms-fields.tsx'
import { ContractClauseFields } from './contract-clause-fields.tsx'
import { ExperienceFields } from './experience-fields.tsx'
import { OpeningFields } from './opening-fields.tsx'
import { SettlementRuleFields } from './settlement-rule-fields.tsx'
import { tenderForm } from './tender-form.ts'

type Options = readonly { value: string; label: string }[]

function optionsOf<Value extends string>(
  values: readonly Value[],
  labels: Record<Value, string>,
): Options {
  return values.map((value) => ({ value, label: labels[value] }))
}

const METHODS = [
  { value: 'expert', label: '专家评分' },
  ...optionsOf(['lowest-is-best', 'highest-is-best', 'linear'], formulaLabel),
]

/** The whole tender as one form of sections; every group offers spare rows that may stay empty. */
export function TenderFields({
  tenderId,
  basedOn,
  estimateId = '',
  defaults: { fields, ticked, rows },
  openingOfficers,
  chosenOfficers,
  schema = tenderForm,
  submitLabel = '保存草稿',
  children,
}: {
  tenderId: string
  basedOn: string
  estimateId?: string
  defaults: TenderDefaults
  openingOfficers: Options
  chosenOfficers: readonly string[]
  schema?: z.ZodType<unknown, z.input<typeof tenderForm>>
  submitLabel?: string
  children?: ReactNode // more fields before the button
}) {
  const shown = (name: string) => ({ name, defaultValue: fields[name] ?? '' })
  return (
    <ActionForm schema={schema} submitLabel={submitLabel}>
      <HiddenField name="tenderId" value={tenderId} />
      <HiddenField name="basedOn" value={basedOn} />
      {estimateId ? <HiddenField name="estimateId" value={estimateId} /> : null}
      <Section title="一、项目概况" id="overview">
        <div className="form-grid">
          <TextField {...shown('title')} label="项目名称" />
          <TextField {...shown('projectNumber')} label="项目编号" />
          <TextField {...shown('region')} label="统筹地区" />
          <SelectField
            {...shown('regime')}
            label="适用法律"
            options={optionsOf(REGIMES, regimeLabel)}
          />
          <MoneyField {...shown('budget')} label="采购预算" hint="合同全期合计" />
          <MoneyField {...shown('bidSecurity')} label="投标保证金" hint="不超过预算的2%" />
          <NumberField
            {...shown('termMonths')}
            label="合同期限"
            unit="个月"
            hint="原则上不低于36个月"
          />
          <TextField {...shown('shortTermReason')} label="期限不足三年的理由" required={false} />
          <DateField {...shown('coverageStartsOn')} label="首个合同年度起始日" />
          <PercentField {...shown('profitRateCeiling')} label="盈利率上限" />
          <TextField
            {...shown('contact')}
            label="联系人与电话"
            hint="公告中公布"
            required={false}
          />
        </div>
      </Section>
      <Section title="二、时间安排" id="timetable">
        <div className="form-grid">
          <DateField {...shown('documentsFrom')} label="招标文件开始获取日" />
          <DateField {...shown('documentsUntil')} label="招标文件获取截止日" />
          <DateTimeField {...shown('bidDeadline')} label="投标截止时间" />
        </div>
        <OpeningFields shown={shown} officers={openingOfficers} chosen={chosenOfficers} />
      </Section>
      <Section title="三、采购包" id="lots">
        {rowNumbers(rows.lots, 3).map((row) => (
          <fieldset key={row} className="form-row">
            <legend>采购包 {row + 1}</legend>
            <TextField
              {...shown(`lots.${row}.name`)}
              label="采购包名称"
              hint="留空则不设此包"
              required={row === 0}
            />
            <TextField {...shown(`lots.${row}.districts`)} label="覆盖区域" required={row === 0} />
            <NumberField
              {...shown(`lots.${row}.headcount`)}
              label="参保人数"
              unit="人"
              required={row === 0}
            />
            <SelectField
              {...shown(`lots.${row}.bidBasis`)}
              label="报价方式"
              options={optionsOf(BID_BASES, bidBasisLabel)}
            />
            <NumberField
              {...shown(`lots.${row}.priceCeiling`)}
              label="最高限价"
              unit="元或%"
              required={row === 0}
            />
            <NumberField
              {...shown(`lots.${row}.priceFloor`)}
              label="最低限价"
              unit="元或%"
              required={false}
            />
            <MoneyField
              {...shown(`lots.${row}.fundingPerHead`)}
              label="筹资标准（每人每年）"
              required={row === 0}
            />
          </fieldset>
        ))}
      </Section>
      <BenefitTermsFields title="四、待遇条款" shown={shown} rows={rows} weighted minimum />
      <SettlementRuleFields shown={shown} lossCauses={ticked.policyLossCauses} />
      <PaymentScheduleFields shown={shown} filled={rows.instalments} />
      <AssessmentFields shown={shown} filled={rows.indicators} />
      <Section title="六、评分标准" id="criteria">
        <p className="muted">
          各项满分合计须为100分。线性插值须填写得0分与得满分的值（比率填百分数，金额填元）。
        </p>
        {rowNumbers(rows.criteria, 3).map((row) => (
          <fieldset key={row} className="form-row">
            <legend>评分项 {row + 1}</legend>
            <TextField
              {...shown(`criteria.${row}.name`)}
              label="评分项名称"
              hint="留空则不设此项"
              required={row === 0}
            />
            <NumberField
              {...shown(`criteria.${row}.maxPoints`)}
              label="满分"
              unit="分"
              required={row === 0}
            />
            <SelectField {...shown(`criteria.${row}.method`)} label="评分方式" options={METHODS} />
            <SelectField
              {...shown(`criteria.${row}.offer`)}
              label="公式依据"
              options={optionsOf(SCORED_OFFERS, scoredOfferLabel)}
            />
            <TextField {...shown(`criteria.${row}.worst`)} label="得0分的值" required={false} />
            <TextField {...shown(`criteria.${row}.best`)} label="得满分的值" required={false} />
            <TextField
              {...shown(`criteria.${row}.guidance`)}
              label="专家评分说明"
              required={false}
            />
          </fieldset>
        ))}
        <CheckboxGroup
          name="tieBreakers"
          legend="同分时依次比较"
          options={optionsOf(TIE_BREAKERS, tieBreakerLabel)}
          defaultValues={ticked.tieBreakers}
        />
      </Section>
      <ContractClauseFields
        shown={shown}
        clauses={rows.clauses}
        reviewItems={rows.reviewItems}
        newClauses="special"
      />
      <ExperienceFields shown={shown} filled={rows.experience} />
      {children}
    </ActionForm>
  )
}
