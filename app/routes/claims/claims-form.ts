import { z } from 'zod'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import { identifier, optional, requiredText, wholeNumber, yuan } from '#app/forms/fields.ts'

/** The sender's number for a file. */
const reference = requiredText('批次号', 60)

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
