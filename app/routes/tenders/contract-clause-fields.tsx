import { clauseKindLabel } from '#app/components/contract-term-text.ts'
import { reviewStageLabel } from '#app/components/labels.ts'
import { Section } from '#app/components/page.tsx'
import { CLAUSE_KINDS, type ClauseKind } from '#app/domain/tender/tender.ts'
import { CheckboxGroup, SelectField, TextArea, TextField } from '#app/forms/inputs.tsx'
import { rowNumbers } from '#app/forms/spare-row.ts'

type Shown = (name: string) => { name: string; defaultValue: string }

const SPARE = 3

/** The clauses and the review checklist as rows, with a few spare ones that may stay empty. */
export function ContractClauseFields({
  shown,
  clauses,
  reviewItems,
  newClauses,
}: {
  shown: Shown
  clauses: number
  reviewItems: number
  newClauses: ClauseKind // of the spare rows
}) {
  return (
    <>
      <Section title="合同条款" id="clauses">
        <p className="muted">
          通用条款取自合同范本，使用范本的项目应全部照录、不得改动；本项目自行约定的写入专用条款。
        </p>
        {rowNumbers(clauses, SPARE).map((row) => (
          <fieldset key={row} className="form-row">
            <legend>条款 {row + 1}</legend>
            <SelectField
              {...shown(`clauses.${row}.kind`)}
              {...(row < clauses ? {} : { defaultValue: newClauses })}
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
      <Section title="资格与符合性审查表" id="review-items">
        {rowNumbers(reviewItems, SPARE).map((row) => (
          <fieldset key={row} className="form-row">
            <legend>审查项 {row + 1}</legend>
            <SelectField
              {...shown(`reviewItems.${row}.stage`)}
              label="审查阶段"
              options={(['qualification', 'compliance'] as const).map((value) => ({
                value,
                label: reviewStageLabel[value],
              }))}
            />
            <TextArea
              {...shown(`reviewItems.${row}.text`)}
              label="审查内容"
              hint="留空则不设此项"
              required={false}
            />
            <CheckboxGroup
              name={`reviewItems.${row}.essential`}
              legend="实质性条款"
              options={[{ value: 'yes', label: '★ 不满足即否决投标' }]}
              defaultValues={[shown(`reviewItems.${row}.essential`).defaultValue]}
            />
          </fieldset>
        ))}
      </Section>
    </>
  )
}
