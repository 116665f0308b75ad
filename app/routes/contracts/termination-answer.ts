import { z } from 'zod'
import { choice, identifier, optionalText } from '#app/forms/fields.ts'

export const terminationAnswerForm = z.object({
  terminationId: identifier('提前终止标识'),
  answer: choice('是否同意', ['agreed', 'refused']),
  reason: optionalText('说明', 1000),
})
