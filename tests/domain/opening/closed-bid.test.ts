import { expect, test } from 'vitest'
import { closedBidTreatment } from '#app/domain/opening/closed-bid.ts'

test('a bid sealed wrong is treated as revoked, by its bidder', () => {
  expect(closedBidTreatment('sealed-wrong')).toMatchObject({
    treatedAs: 'revoked',
    causedBy: 'bidder',
    source: expect.stringContaining('第三十一条：因投标人原因'),
  })
})

test('lost keys and damaged bytes are not the bidder’s doing: its bid is treated as withdrawn', () => {
  const source = expect.stringContaining('第三十一条：因投标人之外的原因')
  expect(closedBidTreatment('keys-missing')).toMatchObject({
    treatedAs: 'withdrawn',
    causedBy: 'officers',
    source,
  })
  expect(closedBidTreatment('damaged')).toMatchObject({
    treatedAs: 'withdrawn',
    causedBy: 'platform',
    source,
  })
})

test('a bid that was not confirmed after an amendment is not taken', () => {
  expect(closedBidTreatment('amendment-not-confirmed')).toMatchObject({ treatedAs: 'not-taken' })
})
