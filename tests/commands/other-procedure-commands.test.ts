import { expect } from 'vitest'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { recordOtherProcedure } from '#app/commands/record-other-procedure.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { startRetender } from '#app/commands/start-retender.server.ts'
import { refuse } from '#app/domain/decision.ts'
import { findSignedContract } from '#db/queries/contracts.server.ts'
import {
  findOtherProcedure,
  findOtherProcedureFile,
  listAttemptOutcomes,
} from '#db/queries/endings.server.ts'
import { insertQualifiedList } from '#db/queries/qualifications.server.ts'
import {
  SECOND_OPENING,
  buildOtherProcedure,
  failAgain,
  secondTenderId,
  tryCancel,
} from '#tests/factories/endings.ts'
import { titlesOf } from '#tests/factories/objections.ts'
import { type Purchase, AFTER_DEADLINE, DURING_BIDDING, done } from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

function tryRecord(
  purchase: Purchase,
  overrides: Partial<Parameters<typeof recordOtherProcedure>[1]> = {},
  at = SECOND_OPENING,
) {
  return recordOtherProcedure(purchase.as('officer', at), buildOtherProcedure(purchase, overrides))
}

test('after two failed tenders another procedure ends in the same contract, signed by both', async ({
  failed: purchase,
}) => {
  const lotId = await failAgain(purchase)
  const { db, contractId, as } = purchase
  done(await tryRecord(purchase, { lotId }))
  expect(await tryRecord(purchase, { lotId })).toEqual(refuse('already-recorded'))
  const procedure = await findOtherProcedure(db, lotId)
  expect(procedure).toMatchObject({
    method: 'negotiation',
    document: '达市府函〔2026〕15号',
    rule: expect.stringContaining('57号'),
    insurerName: purchase.userId('insurer1'),
  })
  expect(await findOtherProcedureFile(db, procedure?.fileId ?? '')).toMatchObject({
    fileName: '批复.pdf',
    mediaType: 'application/pdf',
  })
  expect(await titlesOf(db, purchase.userId('bidder2'))).toContain(
    '其他方式确定承办机构：测试采购（重新招标）',
  )

  expect(await listAttemptOutcomes(db, purchase.tenderId, SECOND_OPENING)).toMatchObject([
    { attempt: 1, phase: 'failed', reasons: ['fewer-than-three-bids'], otherProcedureLots: [] },
    { attempt: 2, phase: 'awarded', otherProcedureLots: [lotId] },
  ])

  done(await draftContract(as('officer', SECOND_OPENING), { contractId, lotId }))
  done(await confirmContract(as('officer', SECOND_OPENING), { contractId }))
  expect(done(await confirmContract(as('bidder1', SECOND_OPENING), { contractId }))).toEqual({
    signed: true,
  })
  expect(await findSignedContract(db, contractId)).toMatchObject({
    awardId: null,
    insurerId: purchase.userId('insurer1'),
  })
})

test('one failed tender is too few, and a cancelled one does not count', async ({
  failed: purchase,
  published: cancelled,
}) => {
  expect(await tryRecord(purchase, { decidedOn: '2026-03-23' }, AFTER_DEADLINE)).toEqual(
    refuse('too-few-attempts'),
  )
  done(await tryCancel(cancelled, DURING_BIDDING))
  expect(await tryRecord(cancelled)).toEqual(refuse('lot-cancelled'))
})

test('a lot that has not failed, is tendered again or belongs to another buyer has no other procedure', async ({
  published: purchase,
  failed: other,
}) => {
  expect(await tryRecord(purchase)).toEqual(refuse('not-failed'))
  const lotId = await failAgain(other)
  expect(await tryRecord(other)).toEqual(refuse('already-retendered'))
  const strangers = { ...other, as: () => other.as('stranger', SECOND_OPENING) }
  expect(await tryRecord(strangers, { lotId })).toEqual(refuse('not-found'))
})

test('the decision needs words, a possible day and a file of a known type', async ({
  failed: purchase,
}) => {
  const lotId = await failAgain(purchase)
  const withFile = (content: Uint8Array) => ({
    lotId,
    file: { fileId: 'x', fileName: '批复.pdf', content },
  })
  for (const [overrides, refusal] of [
    [{ lotId, document: ' ' }, 'reason-missing'],
    [{ lotId, decidedOn: '2026-04-12' }, 'impossible-day'],
    [{ lotId, decidedOn: '2026-04-14' }, 'impossible-day'],
    [withFile(new Uint8Array()), 'empty-file'],
    [withFile(new TextEncoder().encode('<html>')), 'unknown-type'],
    [withFile(new Uint8Array(20 * 1024 * 1024 + 1)), 'too-large'],
  ] as const) {
    expect(await tryRecord(purchase, overrides)).toEqual(refuse(refusal))
  }
})

test('the insurer is one, on the list in force, and its offer keeps the tender’s limits', async ({
  failed: purchase,
}) => {
  const { db } = purchase
  const lotId = await failAgain(purchase)
  const { offer } = buildOtherProcedure(purchase)
  expect(await tryRecord(purchase, { lotId, insurerId: purchase.userId('entity') })).toEqual(
    refuse('unknown-insurer'),
  )
  expect(
    await tryRecord(purchase, { lotId, offer: { ...offer, price: offer.price + 41n } }),
  ).toEqual(refuse('offer-out-of-terms'))
  await insertQualifiedList(
    db,
    {
      id: purchase.id,
      inForceFrom: '2026-04-13',
      source: '名录',
      fileName: 'list.csv',
      fileSha256: '0'.repeat(64),
      importedAt: SECOND_OPENING,
      importedBy: purchase.userId('admin'),
    },
    [{ name: purchase.userId('insurer2'), level: 'head-office', headOffice: '', region: '' }],
  )
  expect(await tryRecord(purchase, { lotId })).toEqual(refuse('not-qualified'))
  done(await tryRecord(purchase, { lotId, insurerId: purchase.userId('insurer2') }))
})

test('what another procedure settled is not tendered again', async ({ failed: purchase }) => {
  const lotId = await failAgain(purchase)
  done(await tryRecord(purchase, { lotId }))
  const again = { tenderId: `${purchase.tenderId}-3`, failedTenderId: secondTenderId(purchase) }
  expect(await startRetender(purchase.as('officer', SECOND_OPENING), again)).toEqual(
    refuse('already-retendered'),
  )
})

test('a re-tender that is only a draft does not stand in the way, and is not published after', async ({
  failed: purchase,
}) => {
  const lotId = await failAgain(purchase)
  const officer = purchase.as('officer', SECOND_OPENING)
  const tenderId = `${purchase.tenderId}-3`
  done(await startRetender(officer, { tenderId, failedTenderId: secondTenderId(purchase) }))
  done(await tryRecord(purchase, { lotId }))
  expect(await publishTender(officer, { tenderId })).toEqual(refuse('placed-otherwise'))
})
