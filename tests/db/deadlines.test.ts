import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { recordBidSecurity } from '#app/commands/record-bid-security.server.ts'
import { personalDeadlines } from '#app/domain/deadline/personal-deadlines.ts'
import { tenderDeadlines } from '#app/domain/deadline/tender-deadlines.ts'
import {
  type DeadlineScope,
  listDeadlineFacts,
  listTendersOfPerson,
} from '#db/queries/deadlines.server.ts'
import { noonOf, object } from '#tests/factories/objections.ts'
import {
  DURING_BIDDING,
  type Purchase,
  done,
  submissionOf,
  submitThree,
} from '#tests/factories/purchase.ts'
import { rejectAndComplain } from '#tests/factories/stations.ts'
import { test } from '#tests/starting-points.ts'

async function kindsFor(purchase: Purchase, person: string, scope: DeadlineScope, at: Date) {
  const { db, tenderId } = purchase
  const { actor } = purchase.as(person, at)
  const found = await listTendersOfPerson(db, actor, at)
  if (!found.includes(tenderId)) return 'no tender'
  const [tender] = await listDeadlineFacts(db, [tenderId], scope)
  if (!tender) throw new Error('the tender is there')
  return personalDeadlines(tenderDeadlines(tender.facts, at), actor.role, tender.part).map(
    ({ kind }) => kind,
  )
}

function asInsurer({ userId }: Purchase, insurer: string): DeadlineScope {
  return { kind: 'insurer', organisationId: userId(insurer) }
}

test('before the opening who has bid and who has not see the same days', async ({
  published: purchase,
}) => {
  const { db } = purchase
  const factsOf = async (scope: DeadlineScope) => listDeadlineFacts(db, [purchase.tenderId], scope)
  const before = await factsOf(asInsurer(purchase, 'insurer1'))
  const officerBefore = await factsOf({ kind: 'officer' })
  await submitThree(purchase)
  expect(await factsOf(asInsurer(purchase, 'insurer1'))).toEqual(before)
  expect(await factsOf({ kind: 'officer' })).toEqual(officerBefore)
  expect(
    await kindsFor(purchase, 'bidder1', asInsurer(purchase, 'insurer1'), DURING_BIDDING),
  ).toEqual(['bid-deadline'])
  expect(await kindsFor(purchase, 'opening', { kind: 'public' }, DURING_BIDDING)).toEqual([
    'bid-deadline',
  ])
})

test('after the award each sees what is its own: the winner the signing, the officer the losers’ securities', async ({
  awarded: purchase,
}) => {
  const { db } = purchase
  done(
    await recordBidSecurity(purchase.as('officer', noonOf('2026-03-24')), {
      securityId: randomUUID(),
      tenderId: purchase.tenderId,
      submissionId: submissionOf(purchase, 'bidder2'),
      amount: 200_000_000n,
      form: 'guarantee',
      receivedOn: '2026-03-20',
      document: '保函',
    }),
  )
  const at = noonOf('2026-03-25')
  const winner = await kindsFor(purchase, 'bidder1', asInsurer(purchase, 'insurer1'), at)
  expect(winner).toEqual(['procedure-objection', 'result-objection', 'contract-signing'])
  const loser = await kindsFor(purchase, 'bidder2', asInsurer(purchase, 'insurer2'), at)
  expect(loser).toEqual(['procedure-objection', 'result-objection'])
  expect(await kindsFor(purchase, 'officer', { kind: 'officer' }, at)).toEqual([
    'security-return',
    'contract-signing',
  ])
  expect(await kindsFor(purchase, 'stranger', { kind: 'officer' }, at)).toBe('no tender')
  const [open] = await listDeadlineFacts(db, [purchase.tenderId], { kind: 'public' })
  expect(open?.facts.lots[0]?.securities).toEqual([])
})

test('an objection is its parties’; a complaint is the supervising body’s too', async ({
  awarded: purchase,
}) => {
  await object(purchase, 'result', noonOf('2026-03-25'))
  const at = noonOf('2026-03-26')
  const kinds = (person: string, scope: DeadlineScope, when = at) =>
    kindsFor(purchase, person, scope, when)
  expect(await kinds('officer', { kind: 'officer' })).toContain('objection-answer')
  expect(await kinds('bidder2', asInsurer(purchase, 'insurer2'))).toContain('objection-answer')
  expect(await kinds('bidder3', asInsurer(purchase, 'insurer3'))).not.toContain('objection-answer')
  expect(await kinds('supervisor', { kind: 'supervisor' })).toBe('no tender')
  await rejectAndComplain(purchase, noonOf('2026-04-07'))
  const later = noonOf('2026-04-08')
  expect(await kinds('supervisor', { kind: 'supervisor' }, later)).toEqual(['complaint-decision'])
  expect(await kinds('officer', { kind: 'officer' }, later)).not.toContain('complaint-decision')
})
