import { z } from 'zod'
import { type BidBasis, type BidContent } from '#app/domain/bid/bid-content.ts'
import { type BidLimits, type LotLimits, checkAgreedOffer } from '#app/domain/bid/check-bid.ts'
import {
  optionalText,
  percent,
  percentText,
  wholeNumber,
  yuan,
  yuanText,
} from '#app/forms/fields.ts'
import { bidProblemText } from './bid-problem-text.ts'

/** The bid form of a lot: the price is typed in the unit of its basis. */
export function bidForm(basis: BidBasis) {
  const price =
    basis === 'premium-per-head' || basis === 'service-fee' ? yuan('报价') : percent('报价')
  return z.object({
    price,
    payoutRatios: z.array(percent('支付比例'), { error: '请填写各段支付比例' }),
    profitRate: percent('盈利率'),
    lossRate: percent('亏损率'),
    fullTime: wholeNumber('专职人员'),
    medicalBackground: wholeNumber('医学背景人员'),
    servicePointsPerCounty: wholeNumber('每县服务网点'),
    trainingHours: wholeNumber('年培训学时'),
    informationSystem: optionalText('信息系统', 1000),
    servicePromises: optionalText('服务承诺', 4000),
  })
}

/** The same, held to the limits of the tender, each at its field. */
export function limitedBidForm(lot: LotLimits & { bidBasis: BidBasis }, terms: BidLimits) {
  return bidForm(lot.bidBasis).superRefine((form, context) => {
    for (const problem of checkAgreedOffer(offerFromForm(form), lot, terms))
      context.addIssue({
        code: 'custom',
        path: problem.path.split('.'),
        message: bidProblemText(problem, lot.bidBasis),
      })
  })
}

export function offerFromForm(
  form: z.output<ReturnType<typeof bidForm>>,
): Omit<BidContent, 'attachments'> {
  const { price, payoutRatios, profitRate, lossRate, servicePromises, ...staffing } = form
  return { price, payoutRatios, profitRate, lossRate, servicePromises, staffing }
}

/** What the form shows of an offer, by dotted name. */
export function typedOffer(
  content: Omit<BidContent, 'attachments'>,
  basis: BidBasis,
): Record<string, string> {
  const { staffing } = content
  const inYuan = basis === 'premium-per-head' || basis === 'service-fee'
  return {
    price: inYuan ? yuanText(content.price) : percentText(content.price),
    ...Object.fromEntries(
      content.payoutRatios.map((ratio, index) => [`payoutRatios.${index}`, percentText(ratio)]),
    ),
    profitRate: percentText(content.profitRate),
    lossRate: percentText(content.lossRate),
    fullTime: String(staffing.fullTime),
    medicalBackground: String(staffing.medicalBackground),
    servicePointsPerCounty: String(staffing.servicePointsPerCounty),
    trainingHours: String(staffing.trainingHours),
    informationSystem: staffing.informationSystem,
    servicePromises: content.servicePromises,
  }
}
