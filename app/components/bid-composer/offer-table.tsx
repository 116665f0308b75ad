import { BidPrice } from '#app/components/bid-price.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { rateText, sizeText } from '#app/components/format.ts'
import { attachmentKindLabel } from '#app/components/labels.ts'
import { type AttachmentReference, type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type Offer } from './bid-draft.ts'

/** A whole bid in the clear, for its bidder's eyes and printer. */
export function OfferTable({
  basis,
  offer,
  attachments,
}: {
  basis: BidBasis
  offer: Offer
  attachments: readonly Omit<AttachmentReference, 'sha256'>[]
}) {
  const { staffing } = offer
  return (
    <DefinitionList
      items={[
        { label: '报价', value: <BidPrice basis={basis} price={offer.price} /> },
        { label: '各段支付比例', value: offer.payoutRatios.map(rateText).join(' / ') },
        { label: '盈利率', value: rateText(offer.profitRate) },
        { label: '亏损率', value: rateText(offer.lossRate) },
        {
          label: '专职人员（医学背景）',
          value: `${staffing.fullTime}（${staffing.medicalBackground}）`,
        },
        { label: '每县服务网点', value: staffing.servicePointsPerCounty },
        { label: '年培训学时', value: staffing.trainingHours },
        { label: '信息系统', value: staffing.informationSystem || '未填写' },
        { label: '服务承诺', value: offer.servicePromises || '未填写' },
        {
          label: '附件',
          value: (
            <ul>
              {attachments.map(({ id, kind, fileName, size }) => (
                <li key={id}>
                  {attachmentKindLabel[kind]}：{fileName}（{sizeText(size)}）
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}
