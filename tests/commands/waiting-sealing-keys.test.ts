import { expect } from 'vitest'
import { amendTender } from '#app/commands/amend-tender.server.ts'
import { buildTenderNotice } from '#app/documents/tender-notice.ts'
import { type Actor } from '#app/domain/actor.ts'
import { keyFingerprint } from '#app/sealing/sealing-key.ts'
import { findTenderPaperSource } from '#db/queries/document-sources.server.ts'
import { listTendersSealedToOldKey } from '#db/queries/replaced-opening-keys.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { listWaitingItems } from '#db/queries/waiting.server.ts'
import {
  AFTER_DEADLINE,
  DEADLINE,
  DURING_BIDDING,
  OPENING_OFFICERS,
  PUBLICATION,
  type Purchase,
  done,
  giveKey,
  replaceKey,
  startPurchase,
} from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

async function waitingFor({ db, as }: Purchase, person: string, at = DURING_BIDDING) {
  const { actor }: { actor: Actor } = as(person)
  const items = await listWaitingItems(db, actor, at)
  return items.map(({ kind }) => kind)
}

async function amendKeys(purchase: Purchase): Promise<void> {
  const { db, tenderId, as, userId } = purchase
  const tender = await findTender(db, tenderId)
  if (!tender) throw new Error('no tender')
  done(
    await amendTender(as('officer', new Date(PUBLICATION.getTime() + 1_000)), {
      tenderId,
      basedOnVersion: tender.version,
      terms: tender.terms,
      openingOfficers: OPENING_OFFICERS.map(userId),
      reason: '开标人员更换密钥',
    }),
  )
}

test('an opening officer and an insurer without a proven key are told to make one', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  for (const person of ['opening', 'bidder1']) {
    expect(await waitingFor(purchase, person)).toContain('make-sealing-key')
    await giveKey(purchase, person)
    expect(await waitingFor(purchase, person)).not.toContain('make-sealing-key')
  }
  expect(await waitingFor(purchase, 'officer')).not.toContain('make-sealing-key')
})

test('a replaced key is listed to its officer until an amendment publishes the new one', async ({
  published: purchase,
}) => {
  const { db } = purchase
  const userId = purchase.userId('opening2')
  expect(await listTendersSealedToOldKey(db, userId)).toEqual([])
  const old = await giveKey(purchase, 'opening2')
  await replaceKey(purchase, 'opening2', new Date(PUBLICATION.getTime() + 500))
  expect(await listTendersSealedToOldKey(db, userId)).toMatchObject([
    { tenderId: purchase.tenderId, recipient: old.recipient, bidDeadline: DEADLINE },
  ])
  expect(await listTendersSealedToOldKey(db, purchase.userId('opening'))).toEqual([])
  await amendKeys(purchase)
  expect(await listTendersSealedToOldKey(db, userId)).toEqual([])
})

test('the tender officer is told to amend while bids are taken, another entity is not', async ({
  published: purchase,
}) => {
  expect(await waitingFor(purchase, 'officer')).not.toContain('replace-opening-key')
  await replaceKey(purchase, 'opening3', new Date(PUBLICATION.getTime() + 500))
  const lastMoment = new Date(DEADLINE.getTime() - 1)
  expect(await waitingFor(purchase, 'officer', lastMoment)).toContain('replace-opening-key')
  expect(await waitingFor(purchase, 'officer', DEADLINE)).not.toContain('replace-opening-key')
  expect(await waitingFor(purchase, 'officer', AFTER_DEADLINE)).not.toContain('replace-opening-key')
  expect(await waitingFor(purchase, 'stranger', lastMoment)).not.toContain('replace-opening-key')
  await amendKeys(purchase)
  expect(await waitingFor(purchase, 'officer', lastMoment)).not.toContain('replace-opening-key')
})

test('the notice names who holds the keys, and of the present version', async ({
  published: purchase,
}) => {
  const { db } = purchase
  const old = await giveKey(purchase, 'opening')
  const renewed = await replaceKey(purchase, 'opening', new Date(PUBLICATION.getTime() + 500))
  await amendKeys(purchase)
  const tender = await findTender(db, purchase.tenderId)
  if (!tender) throw new Error('no tender')
  const notice = JSON.stringify(
    buildTenderNotice(await findTenderPaperSource(db, tender, PUBLICATION)),
  )
  expect(notice).toContain(keyFingerprint(renewed.recipient))
  expect(notice).not.toContain(keyFingerprint(old.recipient))
  expect(notice).toContain('凑齐其中任意 2 份')
})
