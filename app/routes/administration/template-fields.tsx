import { Section } from '#app/components/page.tsx'
import { type PolicyLossCause } from '#app/domain/settlement/settlement-terms.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { AssessmentFields } from '#app/forms/assessment-fields.tsx'
import { DateField, HiddenField, NumberField, PercentField, TextField } from '#app/forms/inputs.tsx'
import { ContractClauseFields } from '#app/routes/tenders/contract-clause-fields.tsx'
import { SettlementRuleFields } from '#app/routes/tenders/settlement-rule-fields.tsx'
import { templateForm } from './template-form.ts'

/** A contract template as one form, for a new one and for a changed one. */
export function TemplateFields({
  id,
  basedOn,
  fields,
  lossCauses,
  rows,
}: {
  id: string
  basedOn: string
  fields: Readonly<Record<string, string>>
  lossCauses: readonly PolicyLossCause[]
  rows: Record<'clauses' | 'reviewItems' | 'indicators', number>
}) {
  const shown = (name: string) => ({ name, defaultValue: fields[name] ?? '' })
  return (
    <ActionForm schema={templateForm} submitLabel="保存范本">
      <HiddenField name="id" value={id} />
      <HiddenField name="basedOn" value={basedOn} />
      <Section title="范本" id="template">
        <div className="form-grid">
          <TextField {...shown('name')} label="范本名称" />
          <TextField {...shown('province')} label="省份" />
          <TextField {...shown('document')} label="文号" hint="印发范本的文件" />
          <DateField {...shown('issuedOn')} label="发布日期" />
          <NumberField {...shown('termMonths')} label="合同期限" unit="个月" />
          <PercentField {...shown('profitRateCeiling')} label="盈利率上限" />
        </div>
      </Section>
      <p className="muted">
        认定原因不勾选、考核指标不填写的，由使用范本的项目自行约定；保费拨付按各地预算安排，范本不作规定。
      </p>
      <SettlementRuleFields shown={shown} lossCauses={lossCauses} title="结算条款" />
      <AssessmentFields shown={shown} filled={rows.indicators} />
      <ContractClauseFields
        shown={shown}
        clauses={rows.clauses}
        reviewItems={rows.reviewItems}
        newClauses="standard"
      />
    </ActionForm>
  )
}
