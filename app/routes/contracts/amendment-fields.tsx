import { clauseKindLabel } from '#app/components/contract-term-text.ts'
import { Section } from '#app/components/page.tsx'
import { type AmendmentKind } from '#app/domain/contract/contract-amendment.ts'
import { type PolicyLossCause } from '#app/domain/settlement/settlement-terms.ts'
import { CLAUSE_KINDS } from '#app/domain/tender/tender.ts'
import { AssessmentFields } from '#app/forms/assessment-fields.tsx'
import { BenefitTermsFields } from '#app/forms/benefit-terms-fields.tsx'
import {
  MoneyField,
  NumberField,
  PercentField,
  SelectField,
  TextArea,
  TextField,
} from '#app/forms/inputs.tsx'
import { PaymentScheduleFields } from '#app/forms/payment-schedule-fields.tsx'
import { rowNumbers } from '#app/forms/spare-row.ts'
import { SettlementRuleFields } from '#app/routes/tenders/settlement-rule-fields.tsx'
import { type amendmentRows } from './amendment-defaults.ts'

type Shown = (name: string) => { name: string; defaultValue: string }

/** The terms of one kind of amendment, and no others. */
export function AmendmentFields({
  kind,
  shown,
  rows,
  causes,
}: {
  kind: AmendmentKind
  shown: Shown
  rows: ReturnType<typeof amendmentRows>
  causes: readonly PolicyLossCause[]
}) {
  switch (kind) {
    case 'benefit-terms':
      return <BenefitTermsFields title="待遇条款" shown={shown} rows={rows} />
    case 'funding':
      return (
        <Section title="筹资标准">
          <MoneyField {...shown('fundingPerHead')} label="筹资标准" hint="每人每年" />
        </Section>
      )
    case 'settlement-terms':
      return (
        <>
          <SettlementRuleFields shown={shown} title="结算条款" lossCauses={causes} />
          <Section title="盈亏约定">
            <div className="form-grid">
              <PercentField {...shown('profitRate')} label="约定盈利率" />
              <PercentField {...shown('lossRate')} label="约定亏损率" />
            </div>
          </Section>
        </>
      )
    case 'payment-schedule':
      return <PaymentScheduleFields shown={shown} filled={rows.instalments} />
    case 'assessment':
      return <AssessmentFields shown={shown} filled={rows.indicators} />
    case 'services':
      return <ServiceFields shown={shown} clauses={rows.clauses} />
  }
}

function ServiceFields({ shown, clauses }: { shown: Shown; clauses: number }) {
  return (
    <>
      <Section title="人员与服务">
        <div className="form-grid">
          <NumberField {...shown('fullTime')} label="专职人员" unit="人" />
          <NumberField {...shown('medicalBackground')} label="其中具有医学背景" unit="人" />
          <NumberField {...shown('servicePointsPerCounty')} label="每县服务网点" unit="个" />
          <NumberField {...shown('trainingHours')} label="年培训学时" unit="学时" />
        </div>
        <TextField {...shown('informationSystem')} label="信息系统" required={false} />
        <TextArea {...shown('servicePromises')} label="服务承诺" required={false} />
      </Section>
      <Section title="合同条款">
        {rowNumbers(clauses, 2).map((row) => (
          <fieldset key={row} className="form-row">
            <legend>条款 {row + 1}</legend>
            <SelectField
              {...shown(`clauses.${row}.kind`)}
              {...(row < clauses ? {} : { defaultValue: 'special' })}
              label="条款类别"
              options={CLAUSE_KINDS.map((value) => ({ value, label: clauseKindLabel[value] }))}
            />
            <TextField
              {...shown(`clauses.${row}.title`)}
              label="条款标题"
              hint="留空则不设此条"
              required={false}
            />
            <TextArea {...shown(`clauses.${row}.text`)} label="条款内容" required={false} />
          </fieldset>
        ))}
      </Section>
    </>
  )
}
