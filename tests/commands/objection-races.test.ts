import { expect } from 'vitest'
import { answerObjection } from '#app/commands/answer-objection.server.ts'
import { decideComplaint } from '#app/commands/decide-complaint.server.ts'
import { fileComplaint } from '#app/commands/file-complaint.server.ts'
import { fileObjection } from '#app/commands/file-objection.server.ts'
import { orderSuspension } from '#app/commands/order-suspension.server.ts'
import { recordBidSecurity } from '#app/commands/record-bid-security.server.ts'
import { returnBidSecurity } from '#app/commands/return-bid-security.server.ts'
import { type Decision } from '#app/domain/decision.ts'
import { listCancelledAwards } from '#db/queries/awards.server.ts'
import { findObjection } from '#db/queries/objections.server.ts'
import { listRounds } from '#db/queries/reviews.server.ts'
import { goOnAtOnce, test } from '#tests/starting-points.ts'
import {
  buildComplaint,
  buildObjection,
  complaintIdOf,
  noonOf,
  objectionIdOf,
} from '#tests/factories/objections.ts'
import { submissionOf } from '#tests/factories/purchase.ts'
import { yuan } from '#tests/yuan.ts'

async function eightTries(
  attempt: (number: number) => Promise<Decision<unknown, string>>,
  refusal: string,
): Promise<void> {
  const decisions = await Promise.all(Array.from({ length: 8 }, (_each, number) => attempt(number)))
  expect(decisions.filter(({ ok }) => ok)).toHaveLength(1)
  for (const decision of decisions) if (!decision.ok) expect(decision.refusal).toBe(refusal)
}

test('eight tries at once of each act on an objection give one, and its remedy takes effect once', async () => {
  const purchase = await goOnAtOnce('awarded')
  const { db, as, lotId, tenderId } = purchase
  const objection = buildObjection(purchase, { subject: 'result' })
  await eightTries(
    () => fileObjection(as('bidder2', noonOf('2026-03-25')), objection),
    'already-filed',
  )
  await eightTries(
    () =>
      answerObjection(as('officer', noonOf('2026-03-26')), {
        objectionId: objectionIdOf(purchase),
        outcome: 'upheld',
        remedy: 're-evaluate',
        answer: '成立',
      }),
    'already-answered',
  )
  expect((await listRounds(db, lotId)).map(({ round }) => round)).toEqual([1, 2])
  expect(await listCancelledAwards(db, lotId)).toHaveLength(1)

  const inApril = (person: string) => as(person, noonOf('2026-04-01'))
  await eightTries(
    (number) =>
      fileComplaint(inApril('bidder2'), {
        ...buildComplaint(purchase),
        complaintId: `${complaintIdOf(purchase)}-${number}`,
      }),
    'already-complained',
  )
  const objected = await findObjection(db, objectionIdOf(purchase), { everything: true })
  const complaintId = objected?.complaint?.id ?? ''
  await eightTries(
    () =>
      orderSuspension(inApril('supervisor'), { complaintId, document: '1号', until: '2026-04-10' }),
    'already-suspended',
  )
  await eightTries(
    () =>
      decideComplaint(inApril('supervisor'), {
        complaintId,
        outcome: 'upheld',
        remedy: 're-tender',
        decision: '成立',
        document: '2号',
      }),
    'already-decided',
  )

  const securityId = `${tenderId}-security`
  await eightTries(
    () =>
      recordBidSecurity(inApril('officer'), {
        securityId,
        tenderId,
        submissionId: submissionOf(purchase, 'bidder1'),
        amount: yuan('2000000'),
        form: 'guarantee',
        receivedOn: '2026-03-20',
        document: '保函1号',
      }),
    'already-recorded',
  )
  await eightTries(
    () =>
      returnBidSecurity(inApril('officer'), {
        securityId,
        on: '2026-04-01',
        document: '退回1号',
        end: { outcome: 'returned' },
      }),
    'already-returned',
  )
})
