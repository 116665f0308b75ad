import { z } from 'zod'
import { choice, optionalText } from '#app/forms/fields.ts'

export const replyForm = z.object({
  stance: choice('对考核结果的意见', ['accepts', 'objects']),
  text: optionalText('说明'),
  document: optionalText('依据文件', 200),
})
