import { useState } from 'react'
import { checkBid } from '#app/domain/bid/check-bid.ts'
import { type BidDraft, type ComposerHost, type Offer } from './bid-draft.ts'
import { BidReview } from './bid-review.tsx'
import { ComposeStep } from './compose-step.tsx'
import { type SealingParameters } from './sealing-parameters.ts'

/**
 * Writes and seals a bid (编制与密封投标文件). All of it happens in this page: it knows no
 * router and no server, so the portal and the offline tool show the very same.
 */
export function BidComposer({
  sealing,
  draft: kept,
  host,
}: {
  sealing: SealingParameters
  draft: BidDraft
  host: ComposerHost
}) {
  const [draft, setDraft] = useState(kept)
  const [offer, setOffer] = useState<Offer>()
  const change = (changed: BidDraft) => {
    setDraft(changed)
    host.onDraft(changed)
  }
  if (!offer)
    return <ComposeStep sealing={sealing} draft={draft} onChange={change} onReviewed={setOffer} />
  const problems = checkBid({ ...offer, attachments: draft.files }, sealing.lot, sealing.terms)
  return (
    <BidReview
      sealing={sealing}
      offer={offer}
      files={draft.files}
      problems={problems}
      host={host}
      onBack={() => setOffer(undefined)}
    />
  )
}
