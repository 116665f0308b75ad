import { z } from 'zod'
import { type BenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import {
  choice,
  optional,
  percent,
  percentText,
  percentagePoints,
  requiredText,
  ticked,
  yuan,
  yuanText,
} from './fields.ts'
import { rowDefaults } from './row-defaults.ts'
import { spareRows } from './spare-row.ts'

/** One slice of expense as it is typed. */
export const tierShape = {
  ratio: percent('支付比例'),
  upTo: optional(yuan('费用段上限')),
}

const categoryRow = z.object({
  name: requiredText('困难群众类别', 20),
  deductible: optional(yuan('起付线')),
  ratioUplift: optional(percentagePoints('支付比例提高')),
  noCap: ticked(),
})

const placeRow = z.object({
  name: requiredText('就医地', 20),
  ratioUplift: percentagePoints('支付比例调整'),
})

/** Benefit terms as a part of a form; a tender adds a weight to each tier. */
export const benefitTermsShape = {
  tierBasis: choice('分段口径', ['gross', 'net']),
  deductible: yuan('起付线'),
  capOn: choice('封顶线口径', ['none', 'payout', 'eligible-expense']),
  capAmount: optional(yuan('封顶线')),
  tiers: spareRows('ratio', z.object(tierShape)).refine(
    (rows) => rows.length > 0,
    '至少填写一个费用段',
  ),
  categories: spareRows('name', categoryRow),
  places: spareRows('name', placeRow),
}

export function benefitTermsFromForm(
  form: z.output<z.ZodObject<typeof benefitTermsShape>>,
): BenefitTerms {
  return {
    tierBasis: form.tierBasis,
    deductible: form.deductible,
    tiers: form.tiers.map(({ upTo, ratio }) => ({ upTo, payoutRatio: ratio })),
    cap:
      form.capOn === 'none' || form.capAmount === null
        ? null
        : { on: form.capOn, amount: form.capAmount },
    categories: Object.fromEntries(
      form.categories.map(({ name, deductible, ratioUplift, noCap }) => [
        name,
        {
          ...(deductible === null ? {} : { deductible }),
          ...(ratioUplift === null ? {} : { ratioUplift }),
          ...(noCap ? { cap: null } : {}),
        },
      ]),
    ),
    places: Object.fromEntries(form.places.map(({ name, ratioUplift }) => [name, { ratioUplift }])),
  }
}

/** What those fields show at first, tiers apart from any weight. */
export function benefitTermsDefaults(terms: BenefitTerms): Record<string, string> {
  return {
    tierBasis: terms.tierBasis,
    deductible: yuanText(terms.deductible),
    capOn: terms.cap?.on ?? 'none',
    capAmount: terms.cap ? yuanText(terms.cap.amount) : '',
    ...rowDefaults('tiers', terms.tiers, ({ upTo, payoutRatio }) => ({
      upTo: upTo === null ? '' : yuanText(upTo),
      ratio: percentText(payoutRatio),
    })),
    ...rowDefaults(
      'categories',
      Object.entries(terms.categories),
      ([name, { deductible, ratioUplift, cap }]) => ({
        name,
        deductible: deductible === undefined ? '' : yuanText(deductible),
        ratioUplift: ratioUplift === undefined ? '' : percentText(ratioUplift),
        noCap: cap === null ? 'yes' : '',
      }),
    ),
    ...rowDefaults('places', Object.entries(terms.places), ([name, { ratioUplift }]) => ({
      name,
      ratioUplift: percentText(ratioUplift),
    })),
  }
}

/** How many rows of each group of the benefit terms are filled. */
export function benefitRowCounts(
  terms: BenefitTerms,
): Record<'tiers' | 'categories' | 'places', number> {
  return {
    tiers: terms.tiers.length,
    categories: Object.keys(terms.categories).length,
    places: Object.keys(terms.places).length,
  }
}
