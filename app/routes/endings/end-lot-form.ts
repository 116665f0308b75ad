import { z } from 'zod'
import { requiredText } from '#app/forms/fields.ts'

export const endLotForm = z.object({ reason: requiredText('原因', 500) })
