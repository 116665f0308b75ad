import { expect, test } from 'vitest'
import { limitedBidForm, offerFromForm, typedOffer } from '#app/components/bid-composer/bid-form.ts'
import {
  type SealingParameters,
  readSealingParameters,
  writeSealingParameters,
} from '#app/components/bid-composer/sealing-parameters.ts'
import { nestEntries } from '#app/forms/form-state.ts'
import { makeSealingKey } from '#app/sealing/sealing-key.ts'
import { buildBidContent } from '#tests/factories/tender-terms.ts'

async function buildParameters(): Promise<SealingParameters> {
  const keys = await Promise.all([1, 2, 3, 4].map(() => makeSealingKey()))
  const [bidder = '', ...holders] = keys.map(({ recipient }) => recipient)
  return {
    format: 'gongji-sealing-parameters/1',
    tenderTitle: '大病保险采购',
    bidderName: '某某保险公司',
    bidDeadline: new Date('2026-03-23T01:00:00.000Z'),
    lot: {
      number: 1,
      name: '全市',
      bidBasis: 'premium-per-head',
      priceCeiling: 6_700n,
      priceFloor: null,
    },
    terms: {
      benefitTerms: {
        tiers: [
          { upTo: 3_000_000n, payoutRatio: 600_000n },
          { upTo: null, payoutRatio: 700_000n },
        ],
      },
      profitRateCeiling: 50_000n,
    },
    target: {
      tenderId: 'tender',
      lotId: 'lot',
      tenderVersion: 1,
      bidderId: 'bidder',
      threshold: 2,
      holders,
      bidderRecipient: bidder,
    },
    holders: holders.map((recipient, index) => ({
      name: `开标人员${index}`,
      organisationName: '交易中心',
      recipient,
    })),
  }
}

test('sealing parameters come back from their file as they were, amounts to the fen', async () => {
  const parameters = await buildParameters()
  expect(readSealingParameters(writeSealingParameters(parameters))).toEqual({
    ok: true,
    value: parameters,
  })
})

test('a file that names other people than it seals to is no sealing parameters', async () => {
  const parameters = await buildParameters()
  const { holders } = parameters
  const refused = { ok: false, refusal: 'not-sealing-parameters' }
  const swapped = { ...parameters, holders: holders.toReversed() }
  expect(readSealingParameters(writeSealingParameters(swapped))).toEqual(refused)
  const fewer = { ...parameters, holders: holders.slice(1) }
  expect(readSealingParameters(writeSealingParameters(fewer))).toEqual(refused)
})

test('anything else is no sealing parameters either', async () => {
  const refused = { ok: false, refusal: 'not-sealing-parameters' }
  expect(readSealingParameters('{')).toEqual(refused)
  expect(readSealingParameters('null')).toEqual(refused)
  const written = writeSealingParameters(await buildParameters())
  expect(readSealingParameters(written.replace('"6700"', '6700'))).toEqual(refused)
  expect(readSealingParameters(written.replace('"lot":', '"more": 1, "lot":'))).toEqual(refused)
})

test('an offer typed from a reopened bid reads back as the same offer', async () => {
  const { attachments: _, ...offer } = buildBidContent()
  const { lot, terms } = await buildParameters()
  const typed = Object.entries(typedOffer(offer, lot.bidBasis))
  const form = limitedBidForm({ ...lot, priceCeiling: offer.price }, terms).parse(
    nestEntries(typed),
  )
  expect(offerFromForm(form)).toEqual(offer)
})

test('a limit of the tender is told at the field that breaks it', async () => {
  const { attachments: _, ...offer } = buildBidContent()
  const { lot, terms } = await buildParameters()
  const typed = {
    ...typedOffer(offer, lot.bidBasis),
    price: '67.01',
    'payoutRatios.0': '59.9999',
  }
  const form = limitedBidForm(lot, terms).safeParse(nestEntries(Object.entries(typed)))
  expect(form.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['price', '报价高于最高限价（67.00元）'],
    ['payoutRatios.0', '第1段：支付比例低于公布的最低比例（60.00%）'],
  ])
})
