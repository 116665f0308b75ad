import { Section } from '#app/components/page.tsx'
import { ActionForm } from '#app/forms/action-form.tsx'
import { DateField, HiddenField, NumberField, PercentField, TextField } from '#app/forms/inputs.tsx'
import { ContractClauseFields } from '#app/routes/tenders/contract-clause-fields.tsx'
import { SettlementRuleFields } from '#app/routes/tenders/settlement-rule-fields.tsx'
import { templateForm } from './template-form.ts'

/** A contract template as one form, for a new one and for a changed one. */
export function TemplateFields({
  id,
  basedOn,
  fields,
  clauses,
  reviewItems,
}: {
  id: string
  basedOn: string
  fields: Readonly<Record<string, string>>
  clauses: number
  reviewItems: number
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
      <SettlementRuleFields shown={shown} title="结算条款" />
      <ContractClauseFields shown={shown} clauses={clauses} reviewItems={reviewItems} />
    </ActionForm>
  )
}
