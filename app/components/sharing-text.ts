import {
  type CostTreatment,
  type PolicyLossCause,
  type SharingBand,
} from '#app/domain/settlement/settlement-terms.ts'
import { rateText } from './format.ts'
import { policyLossCauseLabel } from './labels.ts'

/** The causes that make a loss one of policy, in one phrase. */
export function lossCausesText(causes: readonly PolicyLossCause[]): string {
  return causes.map((cause) => policyLossCauseLabel[cause]).join('、') || '未约定'
}

/** How operating cost is admitted, in one phrase. */
export function costText(cost: CostTreatment): string {
  if (cost.treatment === 'within-profit') return '含在盈利率内，不另列支'
  if (cost.treatment === 'fixed-rate') return `按保费的 ${rateText(cost.rate)} 固定列支`
  return `据实列支，不超过保费的 ${rateText(cost.capRate)}`
}

/** Sharing bands in one phrase, from the lowest. */
export function bandsText(bands: readonly SharingBand[]): string {
  return bands
    .map(
      ({ upTo, fundShare }) =>
        `${upTo === null ? (bands.length === 1 ? '全部' : '其余部分') : `保费的 ${rateText(upTo)} 以内`}：基金 ${rateText(fundShare)}`,
    )
    .join('；')
}
