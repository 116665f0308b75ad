import { addDays, addMonths } from '#app/domain/calendar.ts'
import { type Fen, PPM_ONE } from '#app/domain/money.ts'
import { lotTotal } from '#app/domain/tender/lot-amounts.ts'
import {
  type Lot,
  type PublishedSettlementRules,
  type TenderTerms,
} from '#app/domain/tender/tender.ts'
import { type SettlementTerms } from '#app/domain/settlement/settlement-terms.ts'
import { type AgreedOffer } from './agreed-offer.ts'
import { type ContractTerms } from './contract-terms.ts'

/**
 * Writes a contract's terms from what the tender published and the winning bid
 * offered (合同 = 招标文件 + 中标投标文件); nothing else enters it.
 */
export function buildContract(terms: TenderTerms, lot: Lot, offer: AgreedOffer): ContractTerms {
  const fundingPerHead = contractFunding(lot, offer.price)
  return {
    startsOn: terms.coverageStartsOn,
    endsOn: addDays(addMonths(terms.coverageStartsOn, terms.termMonths), -1),
    termMonths: terms.termMonths,
    bidBasis: lot.bidBasis,
    price: offer.price,
    headcount: lot.headcount,
    fundingPerHead,
    estimatedTotal: lotTotal(
      { ...lot, bidBasis: 'premium-per-head' },
      fundingPerHead,
      terms.termMonths,
    ),
    benefitTerms: {
      ...terms.benefitTerms,
      tiers: terms.benefitTerms.tiers.map((tier, index) => ({
        ...tier,
        payoutRatio: offer.payoutRatios[index] ?? tier.payoutRatio,
      })),
    },
    basis: terms.settlementRules.basis,
    settlementTerms: contractSettlementTerms(terms.settlementRules, offer),
    policyLossCauses: terms.policyLossCauses,
    paymentSchedule: terms.paymentSchedule,
    assessment: terms.assessment,
    staffing: offer.staffing,
    servicePromises: offer.servicePromises,
    clauses: terms.clauses,
  }
}

/** The premium of one person and year: the price itself, or the published funding on other bases. */
function contractFunding(lot: Lot, price: bigint): Fen {
  return lot.bidBasis === 'premium-per-head' ? price : lot.fundingPerHead
}

/** Up to the offered loss rate the fund bears one share, beyond it another (盈亏率). */
export function contractSettlementTerms(
  rules: PublishedSettlementRules,
  { profitRate, lossRate }: Pick<AgreedOffer, 'profitRate' | 'lossRate'>,
): SettlementTerms {
  const beyond = { upTo: null, fundShare: rules.fundShareBeyond }
  const within = { upTo: lossRate, fundShare: rules.fundShareOfLoss }
  return {
    profitRate,
    cost: rules.cost,
    surplusBands: rules.surplusBands,
    reserve: rules.reserve,
    loss: {
      sharedCauses: rules.sharedCauses,
      bands:
        lossRate === 0n
          ? [beyond]
          : lossRate >= PPM_ONE
            ? [{ ...within, upTo: null }]
            : [within, beyond],
    },
  }
}
