import { attachmentKindLabel } from '#app/components/labels.ts'
import { moneyText, rateText } from '#app/components/format.ts'
import { ATTACHMENT_KINDS } from '#app/domain/bid/bid-content.ts'
import { type BidProblem } from '#app/domain/bid/check-bid.ts'
import { type BidBasis } from '#app/domain/bid/bid-content.ts'

const TEXT: Record<BidProblem['problem'], string> = {
  'price-not-positive': '报价必须大于零',
  'price-above-ceiling': '报价高于最高限价',
  'price-below-floor': '报价低于最低限价',
  'payout-ratio-missing': '支付比例未填写',
  'payout-ratio-below-minimum': '支付比例低于公布的最低比例',
  'payout-ratio-above-one': '支付比例不能超过100%',
  'payout-ratio-not-rising': '支付比例应随费用增加而提高',
  'profit-rate-above-ceiling': '盈利率高于公布的上限',
  'rate-outside-0-to-1': '比率应在0至100%之间',
  'medical-above-full-time': '具有医学背景的人员多于专职人员',
  'attachment-missing': '缺少必需的附件',
}

/** What keeps a bid from being submitted, in one sentence with its limit. */
export function bidProblemText({ path, problem, limit }: BidProblem, basis: BidBasis): string {
  const [group, part] = path.split('.')
  const where =
    group === 'payoutRatios'
      ? `第${Number(part) + 1}段`
      : group === 'attachments'
        ? attachmentName(part)
        : ''
  const inYuan = path === 'price' && (basis === 'premium-per-head' || basis === 'service-fee')
  const bound =
    limit === undefined ? '' : `（${inYuan ? `${moneyText(limit)}元` : rateText(limit)}）`
  return `${where}${where ? '：' : ''}${TEXT[problem]}${bound}`
}

function attachmentName(kind: string | undefined): string {
  const known = ATTACHMENT_KINDS.find((value) => value === kind)
  return known ? attachmentKindLabel[known] : ''
}
