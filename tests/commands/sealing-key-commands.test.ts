import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { mayDo } from '#app/auth/permissions.ts'
import { type CommandContext } from '#app/commands/context.ts'
import { proveSealingKey } from '#app/commands/prove-sealing-key.server.ts'
import { registerSealingKey } from '#app/commands/register-sealing-key.server.ts'
import { type Role } from '#app/domain/actor.ts'
import { fromBase64, toBase64 } from '#app/sealing/base64.ts'
import { decryptWith, makeSealingKey } from '#app/sealing/sealing-key.ts'
import { type Db } from '#db/client.server.ts'
import { fixedClock } from '#db/queries/clock.server.ts'
import { findInsurerRecipient, listOwnSealingKeys } from '#db/queries/sealing-keys.server.ts'
import { auditEvents } from '#db/schema/audit-events.ts'
import { test } from '#tests/db-test.ts'
import { insertPerson } from '#tests/factories/people.ts'
import { done } from '#tests/factories/purchase.ts'

const DAY_ONE = new Date('2026-03-02T09:00:00+08:00')
const DAY_TWO = new Date('2026-03-03T09:00:00+08:00')

async function personWith(db: Db, role: Role = 'opening-officer') {
  const userId = await insertPerson(db, { role })
  return (at = DAY_ONE): CommandContext => ({
    db,
    actor: { userId, organisationId: userId, role },
    clock: fixedClock(at),
  })
}

/** Registers a new key and gives what its proof needs. */
async function register(context: CommandContext) {
  const { identity, recipient } = await makeSealingKey()
  const keyId = randomUUID()
  const { challenge } = done(await registerSealingKey(context, { keyId, recipient }))
  return { keyId, recipient, identity, answer: await answerTo(identity, challenge) }
}

async function answerTo(identity: string, challenge: string): Promise<string> {
  const answer = await decryptWith(identity, fromBase64(challenge))
  if (!answer) throw new Error('the challenge is not sealed to this key')
  return toBase64(answer)
}

test('a key counts from the moment its holder proves it, and the trail ties it to no tender', async ({
  db,
}) => {
  const as = await personWith(db, 'bid-submitter')
  const { organisationId, userId } = as().actor
  const { keyId, recipient, answer } = await register(as())
  expect(await findInsurerRecipient(db, organisationId)).toBeUndefined()
  done(await proveSealingKey(as(DAY_TWO), { keyId, answer }))
  expect(await findInsurerRecipient(db, organisationId)).toBe(recipient)
  expect(await listOwnSealingKeys(db, userId)).toEqual([
    { id: keyId, recipient, registeredAt: DAY_ONE, provenAt: DAY_TWO },
  ])
  const events = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, keyId))
  expect(events.map(({ action, purchaseId }) => ({ action, purchaseId }))).toEqual([
    { action: 'sealing-key.registered', purchaseId: null },
    { action: 'sealing-key.proven', purchaseId: null },
  ])
})

test('the key that was proven last replaces the one before, which stays on the list', async ({
  db,
}) => {
  const as = await personWith(db, 'bid-submitter')
  const first = await register(as())
  done(await proveSealingKey(as(), first))
  const second = await register(as(DAY_TWO))
  expect(await findInsurerRecipient(db, as().actor.organisationId)).toBe(first.recipient)
  done(await proveSealingKey(as(DAY_TWO), second))
  expect(await findInsurerRecipient(db, as().actor.organisationId)).toBe(second.recipient)
  expect((await listOwnSealingKeys(db, as().actor.userId)).map(({ id }) => id)).toEqual([
    second.keyId,
    first.keyId,
  ])
})

test('not-a-recipient: a private half, another text and a public half with a slip are refused', async ({
  db,
}) => {
  const as = await personWith(db)
  const { identity, recipient } = await makeSealingKey()
  const slip = recipient.slice(0, -1) + (recipient.endsWith('q') ? 'p' : 'q')
  for (const text of [identity, 'age1', '', slip, recipient.toUpperCase()]) {
    expect(await registerSealingKey(as(), { keyId: randomUUID(), recipient: text })).toEqual({
      ok: false,
      refusal: 'not-a-recipient',
    })
  }
  expect(await listOwnSealingKeys(db, as().actor.userId)).toEqual([])
})

test('a registration that was cut short is sent again and gets the same challenge', async ({
  db,
}) => {
  const as = await personWith(db)
  const { keyId, recipient, identity, answer } = await register(as())
  const { challenge } = done(await registerSealingKey(as(DAY_TWO), { keyId, recipient }))
  expect(await answerTo(identity, challenge)).toBe(answer)
  expect(await listOwnSealingKeys(db, as().actor.userId)).toHaveLength(1)
})

test('recipient-taken: nobody registers a public half again, or another under the same id', async ({
  db,
}) => {
  const [owner, rival] = [await personWith(db), await personWith(db)]
  const { keyId, recipient } = await register(owner())
  const other = await makeSealingKey()
  const taken = { ok: false, refusal: 'recipient-taken' }
  expect(await registerSealingKey(rival(), { keyId: randomUUID(), recipient })).toEqual(taken)
  expect(await registerSealingKey(owner(), { keyId: randomUUID(), recipient })).toEqual(taken)
  expect(await registerSealingKey(rival(), { keyId, recipient })).toEqual(taken)
  expect(await registerSealingKey(owner(), { keyId, recipient: other.recipient })).toEqual(taken)
})

test("not-found: somebody else's key is not there to prove, even with the right answer", async ({
  db,
}) => {
  const [owner, rival] = [await personWith(db), await personWith(db)]
  const { keyId, answer } = await register(owner())
  const missing = { ok: false, refusal: 'not-found' }
  expect(await proveSealingKey(rival(), { keyId, answer })).toEqual(missing)
  expect(await proveSealingKey(owner(), { keyId: randomUUID(), answer })).toEqual(missing)
})

test('wrong-answer: what is not the challenge in the clear proves nothing', async ({ db }) => {
  const as = await personWith(db)
  const { keyId, answer } = await register(as())
  const another = await register(as())
  for (const wrong of ['', '不是', '====', answer.slice(4), another.answer]) {
    expect(await proveSealingKey(as(), { keyId, answer: wrong })).toEqual({
      ok: false,
      refusal: 'wrong-answer',
    })
  }
  expect(await proveSealingKey(as(), { keyId, answer })).toMatchObject({ ok: true })
})

test('already-proven: of eight proofs at once one counts', async ({ pool }) => {
  const as = await personWith(pool)
  const { keyId, answer } = await register(as())
  const proofs = await Promise.all(
    Array.from({ length: 8 }, () => proveSealingKey(as(), { keyId, answer })),
  )
  expect(proofs.filter(({ ok }) => ok)).toHaveLength(1)
  for (const proof of proofs) if (!proof.ok) expect(proof.refusal).toBe('already-proven')
})

test('of eight registrations of one public half by eight people one counts', async ({ pool }) => {
  const people = await Promise.all(Array.from({ length: 8 }, () => personWith(pool)))
  const { recipient } = await makeSealingKey()
  const decisions = await Promise.all(
    people.map((as) => registerSealingKey(as(), { keyId: randomUUID(), recipient })),
  )
  expect(decisions.filter(({ ok }) => ok)).toHaveLength(1)
  for (const decision of decisions)
    if (!decision.ok) expect(decision.refusal).toBe('recipient-taken')
})

test('keys are kept by opening officers and bid submitters only', () => {
  expect(mayDo('opening-officer', 'keep-sealing-key')).toBe(true)
  expect(mayDo('bid-submitter', 'keep-sealing-key')).toBe(true)
  for (const role of ['tender-officer', 'administrator', 'expert', 'auditor'] as const)
    expect(mayDo(role, 'keep-sealing-key')).toBe(false)
})
