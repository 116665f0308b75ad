import { type z } from 'zod'
import { type AgreedOffer } from '#app/domain/contract/agreed-offer.ts'
import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { OTHER_PROCEDURE_METHODS } from '#app/domain/ending/lot-ending.ts'
import { chinaDate, choice, identifier, requiredText, uploadedFile } from '#app/forms/fields.ts'
import { bidForm, offerFromForm } from '#app/components/bid-composer/bid-form.ts'

/** What was decided, and what was agreed with the insurer in the terms of a bid. */
export function otherProcedureForm(basis: BidBasis) {
  return bidForm(basis).extend({
    method: choice('方式', OTHER_PROCEDURE_METHODS),
    reason: requiredText('理由', 1000),
    document: requiredText('决定文号', 100),
    decidedOn: chinaDate('决定日期'),
    insurerId: identifier('承办保险公司'),
    fileId: identifier('文件标识'),
    file: uploadedFile('决定文件'),
  })
}

export function agreedOfferOf(offered: z.output<ReturnType<typeof bidForm>>): AgreedOffer {
  return offerFromForm(offered)
}
