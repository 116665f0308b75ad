import { z } from 'zod'
import { optionalText, yuan } from '#app/forms/fields.ts'

export const decideForm = z.object({
  deduction: yuan('确定扣款'),
  reason: optionalText('理由', 1000),
})
