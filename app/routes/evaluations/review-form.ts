import { z } from 'zod'
import { type ReviewFinding } from '#app/domain/evaluation/review-checklist.ts'
import { choice, identifier, optionalText } from '#app/forms/fields.ts'

/** One bid's checklist of one stage, line by line. */
export const reviewForm = z.object({
  submissionId: identifier('投标文件'),
  stage: choice('审查阶段', ['qualification', 'compliance']),
  findings: z.array(
    z.object({
      itemId: z.string().max(80),
      met: choice('审查结论', ['met', 'unmet']),
      note: optionalText('说明', 500),
    }),
    { error: '请逐项填写审查结论' },
  ),
})

/** The field at which a finding without its reason is answered. */
export function problemField(findings: readonly ReviewFinding[]): string | undefined {
  const index = findings.findIndex(({ met, note }) => !met && note.trim() === '')
  return index < 0 ? undefined : `findings.${index}.note`
}
