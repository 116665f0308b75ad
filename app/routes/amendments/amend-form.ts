import { type AmendTenderRefusal } from '#app/commands/amend-tender.server.ts'
import { type AmendmentProblem } from '#app/domain/tender/amendment.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { dateText } from '#app/components/format.ts'
import { requiredText, wholeNumber } from '#app/forms/fields.ts'
import { type TenderFormValue, tenderForm, termsFromForm } from '#app/routes/tenders/tender-form.ts'
import { tenderProblemPlace, tenderProblemText } from '#app/routes/tenders/tender-problem-text.ts'

/** The whole tender as it shall read, and why. */
export const amendForm = tenderForm.extend({
  basedOnVersion: wholeNumber('版本'),
  reason: requiredText('更正原因', 500),
})

/** The amended terms; lots keep their own ids, and what the form does not ask stays. */
export function amendedTerms(form: TenderFormValue, before: TenderTerms): TenderTerms {
  const terms = termsFromForm(form)
  return {
    ...terms,
    calendarOverrides: before.calendarOverrides,
    lots: terms.lots.map((lot, index) => ({ ...lot, id: before.lots[index]?.id ?? lot.id })),
  }
}

type AmendmentWord = Exclude<
  AmendmentProblem['problem'],
  Parameters<typeof tenderProblemText>[0]['problem']
>

const TEXT: Record<AmendmentWord, string> = {
  'regime-fixed': '公告发布后不能更改适用法律；确需更改的，应终止后重新招标',
  'lots-fixed': '公告发布后不能增减采购包；确需增减的，应终止后重新招标',
  'issue-day-fixed': '招标文件开始获取日已经公告，不能更改',
  'standard-clauses-fixed': '公告发布后不能更改通用条款；确需约定的，请写入专用条款',
  'documents-end-brought-forward': '招标文件获取截止日已经公告，只能延后，不能提前',
  'deadline-brought-forward': '投标截止时间只能延后，不能提前',
  'deadline-past': '投标截止时间必须晚于现在',
  'deadline-too-soon-after-amendment': '更正可能影响投标文件编制，投标截止时间必须顺延',
  'deadline-too-soon-after-key-change':
    '更换开标密钥后须留出两日供投标人重新密封或确认，投标截止时间必须顺延',
}

/** A problem at its place, in one sentence with the rule and the way out. */
export function amendmentProblemText(problem: AmendmentProblem): string {
  const place = tenderProblemPlace(problem.path)
  if (!isAmendmentProblem(problem)) return `${place}：${tenderProblemText(problem)}`
  const wayOut = problem.earliest ? `，最早可定为${dateText(problem.earliest)}` : ''
  const rule = problem.rule ? `。依据：${problem.rule.source}` : ''
  return `${place}：${TEXT[problem.problem]}${wayOut}${rule}`
}

function isAmendmentProblem(
  problem: AmendmentProblem,
): problem is Extract<AmendmentProblem, { problem: AmendmentWord }> {
  return problem.problem in TEXT
}

export const AMEND_REFUSALS: Record<Exclude<AmendTenderRefusal, 'not-found'>, string> = {
  'not-published': '公告尚未发布，请直接编辑草稿',
  'changed-meanwhile': '同事已经发布了新的更正，请刷新后在新版本上填写',
  'deadline-passed': '已到投标截止时间，不能再更正招标文件',
  'tender-ended': '各采购包均已终止或流标，不能再更正',
  'reason-missing': '请填写更正原因',
  'nothing-changed': '与现行版本相比没有任何更改',
  'breaks-a-rule': '更正后的内容不符合法定要求，请先预览并逐项处理',
}
