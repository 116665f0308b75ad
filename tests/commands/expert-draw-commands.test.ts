import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { appointCommittee } from '#app/commands/appoint-committee.server.ts'
import { saveExpertProfile } from '#app/commands/save-expert-profile.server.ts'
import { setAccountDisabled } from '#app/commands/set-account-disabled.server.ts'
import { drawExperts, ticketText } from '#app/domain/evaluation/expert-draw.ts'
import { listExpertDraws } from '#db/queries/expert-draws.server.ts'
import {
  SEED,
  buildProfile,
  commitDraw,
  refusalOf,
  register,
  revealDraw,
  sha256,
} from '#tests/factories/expert-draw.ts'
import { EXPERTS, createDraft, done, publish, startPurchase } from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

test('an expert is registered with an employer, and only an account of the register is', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  const save = async (person: string, overrides = {}) =>
    refusalOf(
      await saveExpertProfile(
        purchase.as('officer'),
        buildProfile(purchase, purchase.userId(person), overrides),
      ),
    )
  expect(await save('officer')).toBe('not-an-expert')
  expect(await save('expert1', { employer: ' ' })).toBe('employer-missing')
  expect(await save('expert1')).toBeUndefined()
})

test('a draw needs a published tender, its own officer and a pool that is large enough', async ({
  published,
}) => {
  const { db } = published
  const purchase = await startPurchase(db)
  const drawId = randomUUID()
  await createDraft(purchase)
  await register(purchase)
  expect(refusalOf(await commitDraw(purchase, { drawId }))).toBe('not-published')
  const { tenderId } = purchase
  expect(refusalOf(await appointCommittee(purchase.as('officer'), { tenderId, members: [] }))).toBe(
    'not-published',
  )
  await register(published)
  expect(refusalOf(await commitDraw(published, { drawId }, 'stranger'))).toBe('not-found')
  expect(refusalOf(await commitDraw(published, { drawId, places: 8 }))).toBe('pool-too-small')
  expect(refusalOf(await commitDraw(published, { drawId, places: 0 }))).toBe('pool-too-small')
})

test('the seed’s hash is fixed first, and nobody reads the seed before the draw is revealed, once', async ({
  published: purchase,
}) => {
  const { db, tenderId } = purchase
  await register(purchase)
  const drawId = randomUUID()
  expect(done(await commitDraw(purchase, { drawId, places: 3 }))).toEqual({ number: 1 })
  const [draw] = await listExpertDraws(db, tenderId)
  expect(draw).toMatchObject({ seedSha256: sha256(SEED), revealed: null })
  expect(JSON.stringify(draw)).not.toContain(SEED)
  expect(draw?.pool).toHaveLength(7)
  expect(refusalOf(await commitDraw(purchase, { drawId }))).toBe('already-committed')
  const another = { drawId: randomUUID(), reason: '补抽' }
  expect(refusalOf(await commitDraw(purchase, another))).toBe('draw-open')

  expect(refusalOf(await revealDraw(purchase, drawId, 'stranger'))).toBe('not-found')
  expect(refusalOf(await revealDraw(purchase, randomUUID()))).toBe('not-found')
  const { joined } = done(await revealDraw(purchase, drawId))
  const tickets = (draw?.pool ?? []).map((expertId) => ({
    expertId,
    ticket: sha256(ticketText(SEED, expertId)),
  }))
  expect(joined).toEqual(drawExperts(tickets, 3))
  expect(refusalOf(await revealDraw(purchase, drawId))).toBe('already-revealed')
  expect(refusalOf(await commitDraw(purchase, { drawId: randomUUID() }))).toBe('reason-missing')
  const [revealed] = await listExpertDraws(db, tenderId)
  expect(revealed?.revealed).toMatchObject({ seed: SEED, drawn: joined })
})

test('the database itself refuses to change a draw, before and after the reveal', async ({
  published: purchase,
}) => {
  const { db } = purchase
  await register(purchase)
  const drawId = randomUUID()
  const refuses = async () => {
    for (const statement of [
      sql`update expert_draws set seed = 'x' where id = ${drawId}`,
      sql`update expert_draws set pool = '[]' where id = ${drawId}`,
      sql`delete from expert_draws where id = ${drawId}`,
    ])
      await expect(db.transaction((tx) => tx.execute(statement))).rejects.toThrow()
  }
  done(await commitDraw(purchase, { drawId }))
  await refuses()
  done(await revealDraw(purchase, drawId))
  await refuses()
  const again = sql`update expert_draws set drawn = '[]' where id = ${drawId}`
  await expect(db.transaction((tx) => tx.execute(again))).rejects.toThrow()
})

test('eight parallel reveals make the draw once', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  await register(purchase)
  const drawId = randomUUID()
  done(await commitDraw(purchase, { drawId }))
  const reveals = await Promise.all(Array.from({ length: 8 }, () => revealDraw(purchase, drawId)))
  expect(reveals.filter(({ ok }) => ok)).toHaveLength(1)
  expect(new Set(reveals.map(refusalOf))).toEqual(new Set([undefined, 'already-revealed']))
})

test('a term’s last day can be drawn and the next day not; employees of the parties are left out', async ({
  opened: purchase,
}) => {
  const { db } = purchase
  await register(purchase, {
    expert1: { validUntil: '2026-03-23' },
    expert2: { validUntil: '2026-03-22' },
    expert3: { employer: purchase.userId('entity') },
    expert4: { employer: purchase.userId('insurer1') },
    expert5: { employer: purchase.userId('supervision') },
  })
  const closed = purchase.userId('expert6')
  done(await setAccountDisabled(purchase.as('officer'), { userId: closed, disabled: true }))
  done(await commitDraw(purchase, { drawId: randomUUID(), places: 2 }))
  const [draw] = await listExpertDraws(db, purchase.tenderId)
  expect(draw?.pool).toEqual([purchase.userId('expert1'), purchase.userId('expert7')])
  const own = EXPERTS.map(purchase.userId)
  expect(draw?.excluded.filter(({ expertId }) => own.includes(expertId))).toEqual([
    { expertId: purchase.userId('expert2'), reason: 'term-over' },
    { expertId: purchase.userId('expert3'), reason: 'works-for-procuring-entity' },
    { expertId: purchase.userId('expert4'), reason: 'works-for-bidder' },
    { expertId: purchase.userId('expert5'), reason: 'works-for-supervision' },
    { expertId: purchase.userId('expert6'), reason: 'account-closed' },
  ])
})

test('before the opening a draw gives no bidder away', async ({ submitted: purchase }) => {
  const { db } = purchase
  await register(purchase, { expert4: { employer: purchase.userId('insurer1') } })
  done(await commitDraw(purchase, { drawId: randomUUID() }))
  const [draw] = await listExpertDraws(db, purchase.tenderId)
  expect(draw?.pool).toContain(purchase.userId('expert4'))
})

test('who becomes ineligible between the two acts is drawn but does not join', async ({
  published: purchase,
}) => {
  const { db } = purchase
  await register(purchase)
  const drawId = randomUUID()
  done(await commitDraw(purchase, { drawId }))
  const gone = purchase.userId('expert3')
  done(await setAccountDisabled(purchase.as('officer'), { userId: gone, disabled: true }))
  expect(done(await revealDraw(purchase, drawId)).joined).toHaveLength(6)
  const [draw] = await listExpertDraws(db, purchase.tenderId)
  expect(draw?.revealed?.drawn).toContain(gone)
})
