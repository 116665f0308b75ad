import { useState } from 'react'
import { moneyText, rateText } from '#app/components/format.ts'
import { Section } from '#app/components/page.tsx'
import { REQUIRED_ATTACHMENTS } from '#app/domain/bid/check-bid.ts'
import { NumberField, PercentField, TextArea } from '#app/forms/inputs.tsx'
import { LocalForm } from '#app/forms/local-form.tsx'
import { AttachmentList } from './attachment-list.tsx'
import { type BidDraft, type Offer } from './bid-draft.ts'
import { limitedBidForm, offerFromForm } from './bid-form.ts'
import { type SealingParameters } from './sealing-parameters.ts'

/** The form of a bid. It goes on to the review only when the bid answers the tender. */
export function ComposeStep({
  sealing,
  draft,
  onChange,
  onReviewed,
}: {
  sealing: SealingParameters
  draft: BidDraft
  onChange: (draft: BidDraft) => void
  onReviewed: (offer: Offer) => void
}) {
  const { lot, terms } = sealing
  const [asked, setAsked] = useState(false)
  const missing = REQUIRED_ATTACHMENTS.filter(
    (kind) => !draft.files.some((file) => file.kind === kind),
  )
  const inYuan = lot.bidBasis === 'premium-per-head' || lot.bidBasis === 'service-fee'
  const bound = (price: bigint) => (inYuan ? `${moneyText(price)}元` : rateText(price))
  const floor = lot.priceFloor === null ? '' : `，最低限价 ${bound(lot.priceFloor)}`
  return (
    <LocalForm
      schema={limitedBidForm(lot, terms)}
      typed={draft.values}
      submitLabel="下一步：核对"
      blocked={missing.length > 0}
      onTyped={(values) => onChange({ ...draft, values })}
      onAsked={() => setAsked(true)}
      onValid={(form) => {
        if (missing.length === 0) onReviewed(offerFromForm(form))
      }}
    >
      <Section title="报价与费率">
        <div className="form-grid">
          <NumberField
            name="price"
            label="报价"
            unit={lot.bidBasis === 'premium-per-head' ? '元/人·年' : inYuan ? '元' : '%'}
            hint={`最高限价 ${bound(lot.priceCeiling)}${floor}`}
          />
          <PercentField
            name="profitRate"
            label="盈利率"
            hint={`不高于 ${rateText(terms.profitRateCeiling)}`}
          />
          <PercentField name="lossRate" label="亏损率" hint="愿意承担的约定亏损率" />
        </div>
      </Section>
      <Section title="各费用段支付比例">
        <div className="form-grid">
          {terms.benefitTerms.tiers.map(({ upTo, payoutRatio }, index) => (
            <PercentField
              key={String(upTo)}
              name={`payoutRatios.${index}`}
              label={`第${index + 1}段${upTo === null ? '（以上部分）' : `（至 ${moneyText(upTo)} 元）`}`}
              hint={`不低于 ${rateText(payoutRatio)}`}
            />
          ))}
        </div>
      </Section>
      <Section title="人员与服务">
        <div className="form-grid">
          <NumberField name="fullTime" label="专职人员" unit="人" />
          <NumberField name="medicalBackground" label="其中具有医学背景" unit="人" />
          <NumberField name="servicePointsPerCounty" label="每县服务网点" unit="个" />
          <NumberField name="trainingHours" label="年培训学时" unit="学时" />
        </div>
        <TextArea name="informationSystem" label="信息系统" required={false} />
        <TextArea name="servicePromises" label="服务承诺" rows={5} required={false} />
      </Section>
      <AttachmentList
        files={draft.files}
        missing={asked ? missing : []}
        onChange={(files) => onChange({ ...draft, files })}
      />
    </LocalForm>
  )
}
