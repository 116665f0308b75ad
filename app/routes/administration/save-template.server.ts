import { redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type SaveContractTemplateRefusal,
  saveContractTemplate,
} from '#app/commands/save-contract-template.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { templateErrors, templateForm, templateFromForm } from './template-form.ts'

const REFUSALS: Record<SaveContractTemplateRefusal, { field: string; text: string }> = {
  'breaks-a-rule': { field: 'root', text: '范本不符合规定，没有保存' },
  'changed-meanwhile': {
    field: 'root',
    text: '范本已被他人修改，您的改动没有覆盖它。请复制您的改动，刷新后重新填写。',
  },
  retired: { field: 'root', text: '范本已停用，不能再修改' },
  'name-taken': { field: 'name', text: '已有同名范本' },
}

/** The action of both template pages. */
export async function saveTemplate(request: Request, templateId: string | undefined) {
  const context = await requireContext(request, 'keep-registers')
  const form = await parseForm(request, templateForm)
  if (!form.ok) return invalid(form.state)
  const template = templateFromForm(form.value)
  if (templateId !== undefined && templateId !== template.id)
    return refused('页面已过期，请刷新后重新填写', form.state)
  const errors = templateErrors(template.content, dateInChina(await context.clock(context.db)))
  if (Object.keys(errors).length > 0) return invalid({ errors, values: form.state.values })
  const saved = await saveContractTemplate(context, template)
  if (saved.ok) return redirect(`/administration/contract-templates/${template.id}`)
  const { field, text } = REFUSALS[saved.refusal]
  return refused(text, form.state, field)
}
