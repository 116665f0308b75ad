import { z } from 'zod'
import { chinaDate, choice, requiredText, wholeBigint } from '#app/forms/fields.ts'

export const headcountForm = z.object({
  kind: choice('人数性质', ['estimate', 'actual']),
  headcount: wholeBigint('参保人数'),
  enrolmentDate: chinaDate('参保时点'),
  source: requiredText('数据来源'),
  document: requiredText('依据文件'),
})
