import { z } from 'zod'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import { containsIdentityNumber } from '#app/domain/claims/identity-number.ts'
import { identifier, optional, requiredText, wholeNumber, yuan } from '#app/forms/fields.ts'

/** The sender's number for a file. It is kept and shown, so it may not name a person. */
const reference = requiredText('批次号', 60).refine(
  (text) => !containsIdentityNumber(text),
  '批次号中不能出现公民身份号码',
)

/** What the sender leaves out is not compared. */
const stated = {
  rows: optional(wholeNumber('行数')).default(null),
  persons: optional(wholeNumber('人数')).default(null),
  eligibleExpense: optional(yuan('合规费用合计')).default(null),
  paid: optional(yuan('大病赔付合计')).default(null),
}

/** What a page sends with a claims file. */
export const claimsForm = z.object({ attemptId: identifier('导入标识'), reference, ...stated })

/** What a program sends with one, in the address. */
export const claimsQuery = z.object({ reference, ...stated })

/** The control totals that the sender stated. */
export function statedTotals({
  rows,
  persons,
  eligibleExpense,
  paid,
}: Omit<z.output<typeof claimsQuery>, 'reference'>): Partial<ClaimsTotals> {
  return {
    ...(rows === null ? {} : { rows }),
    ...(persons === null ? {} : { persons }),
    ...(eligibleExpense === null ? {} : { eligibleExpense }),
    ...(paid === null ? {} : { paid }),
  }
}
