import { DateField, HiddenField, SelectField, TextField } from '#app/forms/inputs.tsx'
import { CATEGORY_OPTIONS } from './cost-form.ts'

/** What a direct cost and a shared one are both asked. */
export function CostFields({ costId }: { costId: string }) {
  return (
    <>
      <HiddenField name="costId" value={costId} />
      <SelectField name="category" label="费用类别" options={CATEGORY_OPTIONS} />
      <DateField name="incurredOn" label="发生日期" hint="须在本合同年度内" />
      <TextField name="document" label="依据文件" hint="发票、合同或分摊表的名称与编号" />
    </>
  )
}
