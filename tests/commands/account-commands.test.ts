import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { changeEmail } from '#app/commands/change-email.server.ts'
import { changePassword } from '#app/commands/change-password.server.ts'
import { createAccount } from '#app/commands/create-account.server.ts'
import { createOrganisation } from '#app/commands/create-organisation.server.ts'
import { setAccountDisabled } from '#app/commands/set-account-disabled.server.ts'
import { signIn } from '#app/commands/sign-in.server.ts'
import { PERMISSIONS, mayDo } from '#app/auth/permissions.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'
import { fixedClock } from '#db/queries/clock.server.ts'
import { findEmail, listActiveAccounts } from '#db/queries/users.server.ts'
import { auditEvents } from '#db/schema/audit-events.ts'
import { test } from '#tests/db-test.ts'
import { type Purchase, done, startPurchase } from '#tests/factories/purchase.ts'

const START = new Date('2026-03-02T09:00:00+08:00')

async function openAccount(purchase: Purchase): Promise<{ id: string; loginName: string }> {
  const id = randomUUID()
  const account = {
    id,
    organisationId: purchase.userId('entity'),
    role: 'tender-officer' as const,
    name: '新人',
    loginName: id,
    password: 'right password',
  }
  done(await createAccount(purchase.as('officer'), account))
  return { id, loginName: id }
}

function tryPassword(db: Db, loginName: string, password: string, minutes = 0) {
  return signIn(
    { db, clock: fixedClock(new Date(START.getTime() + minutes * 60_000)) },
    { loginName, password },
  )
}

test('the right password signs in, a wrong one and an unknown name are told apart by nobody', async ({
  db,
}) => {
  const { id, loginName } = await openAccount(await startPurchase(db))
  expect(await tryPassword(db, loginName, 'right password')).toEqual({
    ok: true,
    value: { userId: id },
  })
  expect(await tryPassword(db, loginName, 'wrong')).toEqual({
    ok: false,
    refusal: 'wrong-credentials',
  })
  expect(await tryPassword(db, randomUUID(), 'wrong')).toEqual({
    ok: false,
    refusal: 'wrong-credentials',
  })
})

test('five failures lock the name for fifteen minutes, even for the right password', async ({
  db,
}) => {
  const { loginName } = await openAccount(await startPurchase(db))
  for (let tries = 0; tries < 5; tries += 1) await tryPassword(db, loginName, 'wrong')
  expect(await tryPassword(db, loginName, 'right password', 14)).toEqual({
    ok: false,
    refusal: 'locked-out',
  })
  expect(await tryPassword(db, loginName, 'right password', 16)).toMatchObject({ ok: true })
})

test('a closed account does not sign in, and nobody closes their own', async ({ db }) => {
  const purchase = await startPurchase(db)
  const { id, loginName } = await openAccount(purchase)
  const context = purchase.as('officer')
  expect(
    await setAccountDisabled(context, { userId: context.actor.userId, disabled: true }),
  ).toEqual({ ok: false, refusal: 'own-account' })
  expect(await setAccountDisabled(context, { userId: 'nobody', disabled: true })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  done(await setAccountDisabled(context, { userId: id, disabled: true }))
  expect(await tryPassword(db, loginName, 'right password')).toEqual({
    ok: false,
    refusal: 'wrong-credentials',
  })
  done(await setAccountDisabled(context, { userId: id, disabled: false }))
  expect(await tryPassword(db, loginName, 'right password')).toMatchObject({ ok: true })
})

test('a person changes their own password knowing the old one', async ({ db }) => {
  const purchase = await startPurchase(db)
  const { id, loginName } = await openAccount(purchase)
  const context = {
    ...purchase.as('officer'),
    actor: { ...purchase.as('officer').actor, userId: id },
  }
  const change = (current: string, next: string) => changePassword(context, { current, next })
  expect(await change('wrong', 'another password')).toEqual({
    ok: false,
    refusal: 'wrong-password',
  })
  expect(await change('right password', 'right password')).toEqual({
    ok: false,
    refusal: 'same-password',
  })
  done(await change('right password', 'another password'))
  expect(await tryPassword(db, loginName, 'right password')).toEqual({
    ok: false,
    refusal: 'wrong-credentials',
  })
  expect(await tryPassword(db, loginName, 'another password')).toMatchObject({ ok: true })
})

test('accounts belong to an organisation that has the role, under a name of their own', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  const { loginName } = await openAccount(purchase)
  const account = {
    id: randomUUID(),
    organisationId: purchase.userId('insurer1'),
    role: 'auditor' as const,
    name: '某',
    loginName,
    password: 'p',
  }
  expect(await createAccount(purchase.as('officer'), account)).toEqual({
    ok: false,
    refusal: 'role-not-of-organisation',
  })
  expect(
    await createAccount(purchase.as('officer'), { ...account, organisationId: 'none' }),
  ).toEqual({ ok: false, refusal: 'no-such-organisation' })
  expect(
    await createAccount(purchase.as('officer'), { ...account, role: 'insurer-finance' }),
  ).toEqual({ ok: false, refusal: 'login-name-taken' })
  const organisation = {
    id: randomUUID(),
    name: purchase.userId('insurer1'),
    kind: 'insurer' as const,
    region: '',
  }
  expect(await createOrganisation(purchase.as('officer'), organisation)).toEqual({
    ok: false,
    refusal: 'already-exists',
  })
})

test('an account works on its last day in China and not the day after', async ({ db }) => {
  const purchase = await startPurchase(db)
  const id = randomUUID()
  const account = {
    id,
    organisationId: purchase.userId('pool'),
    role: 'expert' as const,
    name: '某专家',
    loginName: id,
    password: 'right password',
    validUntil: '2026-03-02' as const,
  }
  const administrator = purchase.as('officer', START)
  expect(await createAccount(administrator, { ...account, validUntil: '2026-03-01' })).toEqual({
    ok: false,
    refusal: 'already-expired',
  })
  done(await createAccount(administrator, account))

  const lastMoment = new Date('2026-03-02T23:59:59.999+08:00')
  const signInAt = (at: Date) =>
    signIn({ db, clock: fixedClock(at) }, { loginName: id, password: 'right password' })
  expect(await signInAt(lastMoment)).toMatchObject({ ok: true })
  expect(await signInAt(new Date(lastMoment.getTime() + 1))).toEqual({
    ok: false,
    refusal: 'wrong-credentials',
  })
  const experts = async (day: PlainDate) =>
    (await listActiveAccounts(db, 'expert', day)).map((expert) => expert.id)
  expect(await experts('2026-03-02')).toContain(id)
  expect(await experts('2026-03-03')).not.toContain(id)
})

test('a person changes where messages are sent, and the trail keeps no address', async ({ db }) => {
  const context = (await startPurchase(db)).as('officer')
  const { userId } = context.actor
  done(await changeEmail(context, { email: 'officer@example.cn' }))
  expect(await findEmail(db, userId)).toBe('officer@example.cn')
  expect(await changeEmail(context, { email: 'officer@example.cn' })).toEqual({
    ok: false,
    refusal: 'same-email',
  })
  done(await changeEmail(context, { email: null }))
  expect(await findEmail(db, userId)).toBeNull()
  const events = await db
    .select({ action: auditEvents.action, payload: auditEvents.payload })
    .from(auditEvents)
    .where(eq(auditEvents.subjectId, userId))
  expect(events).toEqual([
    { action: 'account.email-changed', payload: {} },
    { action: 'account.email-removed', payload: {} },
  ])
})

test('who proposes does not confirm, who scores does not open, and the administrator sees no business', () => {
  expect(mayDo('insurer-finance', 'confirm-settlement')).toBe(false)
  expect(mayDo('fund-officer', 'propose-settlement')).toBe(false)
  expect(mayDo('expert', 'open-bids')).toBe(false)
  expect(mayDo('opening-officer', 'score-bids')).toBe(false)
  const administrators = Object.entries(PERMISSIONS).filter(([, roles]) =>
    (roles as readonly string[]).includes('administrator'),
  )
  expect(administrators.map(([permission]) => permission)).toEqual([
    'manage-accounts',
    'keep-registers',
  ])
})
