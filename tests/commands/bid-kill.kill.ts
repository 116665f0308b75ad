import { openBids } from '#app/commands/open-bids.server.ts'
import { releaseShares } from '#app/commands/release-shares.server.ts'
import { startBidUpload } from '#app/commands/start-bid-upload.server.ts'
import { storeBidChunk } from '#app/commands/store-bid-chunk.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { AFTER_DEADLINE, DURING_BIDDING, actAs, done } from '#tests/factories/purchase-people.ts'
import { untilKilled } from '#tests/kill.ts'

// Run by bid-kill.test.ts as a process of its own, to be killed in the middle of an act.
await untilKilled(async ({ db, args: [act = '', purchaseId = '', uploadId = '', bytes = ''] }) => {
  const tenderId = `tender-${purchaseId}`
  const lotId = `${tenderId}-1`
  const content = Buffer.from(bytes, 'base64')
  const bidder = actAs(db, purchaseId, 'bidder1', DURING_BIDDING)
  const officer = actAs(db, purchaseId, 'opening', AFTER_DEADLINE)
  if (act === 'start') done(await startBidUpload(bidder, { uploadId, lotId, header: content }))
  if (act === 'chunk')
    done(await storeBidChunk(bidder, { uploadId, file: 0, position: 0, content }))
  if (act === 'submit') {
    const submissionId = `${purchaseId}-bidder1-submission`
    done(await submitBid(bidder, { submissionId, lotId, uploadId, revision: 1 }))
  }
  if (act === 'release')
    done(await releaseShares(officer, { tenderId, offered: [{ uploadId, share: content }] }))
  if (act === 'open') done(await openBids(officer, { tenderId }))
}, 'writes')
