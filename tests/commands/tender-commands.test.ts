import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { createTender } from '#app/commands/create-tender.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { saveTender } from '#app/commands/save-tender.server.ts'
import { startRetender } from '#app/commands/start-retender.server.ts'
import { listPurchaseEvents } from '#db/queries/audit-events.server.ts'
import { listPublishedTenders } from '#db/queries/tender-lists.server.ts'
import { listAttempts } from '#db/queries/endings.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { AFTER_DEADLINE, PUBLICATION, done, open, submit } from '#tests/factories/purchase.ts'
import { buildLot, buildTenderTerms } from '#tests/factories/tender-terms.ts'
import { test } from '#tests/starting-points.ts'

const everything = { search: '', region: '', regime: '', bidBasis: '', phase: '' } as const

test('a tender comes back exactly as it was written', async ({ drafted: purchase }) => {
  const { db } = purchase
  const tender = await findTender(db, purchase.tenderId)
  const written = buildTenderTerms({
    lots: [buildLot({ id: purchase.lotId })],
    projectNumber: purchase.tenderId,
  })
  expect(tender?.terms).toEqual(written)
})

test('creating the same tender twice creates it once', async ({ drafted: purchase }) => {
  const again = await createTender(purchase.as('officer'), {
    tenderId: purchase.tenderId,
    terms: buildTenderTerms(),
    openingOfficers: [],
  })
  expect(again).toEqual({ ok: false, refusal: 'already-exists' })
})

test('a colleague’s save is not overwritten, and another organisation’s tender is not there', async ({
  drafted: purchase,
}) => {
  const { db, tenderId, lotId } = purchase
  const basedOn = PUBLICATION
  const input = {
    tenderId,
    basedOn,
    openingOfficers: [],
    terms: buildTenderTerms({ title: '新标题', lots: [buildLot({ id: lotId })] }),
  }
  expect(await saveTender(purchase.as('stranger'), input)).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await saveTender(purchase.as('officer'), input)).toMatchObject({ ok: true })
  expect(await saveTender(purchase.as('officer'), input)).toEqual({
    ok: false,
    refusal: 'changed-meanwhile',
  })
  expect((await findTender(db, tenderId))?.terms.title).toBe('新标题')
})

test('publication needs the rules kept on that day, and leaves one event', async ({
  drafted: purchase,
}) => {
  const { db, tenderId } = purchase
  const dayAfter = new Date('2026-03-03T00:00:00+08:00')
  expect(await publishTender(purchase.as('officer', dayAfter), { tenderId })).toEqual({
    ok: false,
    refusal: 'breaks-a-rule',
  })
  expect(await publishTender(purchase.as('stranger', PUBLICATION), { tenderId })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  const lastMoment = new Date('2026-03-02T23:59:59.999+08:00')
  expect(await publishTender(purchase.as('officer', lastMoment), { tenderId })).toMatchObject({
    ok: true,
  })
  expect(await publishTender(purchase.as('officer', lastMoment), { tenderId })).toEqual({
    ok: false,
    refusal: 'already-published',
  })
  const { events } = await listPurchaseEvents(
    db,
    { purchaseId: tenderId, subjectId: tenderId },
    { limit: 10, offset: 0 },
  )
  expect(events.map(({ action }) => action)).toEqual(['tender.created', 'tender.published'])
})

test('the database itself refuses to change a published tender, and the trail ever', async ({
  published: purchase,
}) => {
  const { db, tenderId } = purchase
  for (const statement of [
    sql`update tenders set title = 'x' where id = ${tenderId}`,
    sql`delete from lots where tender_id = ${tenderId}`,
    sql`delete from opening_officers where tender_id = ${tenderId}`,
    sql`update audit_events set action = 'x' where purchase_id = ${tenderId}`,
    sql`delete from audit_events where purchase_id = ${tenderId}`,
    sql`truncate audit_events cascade`,
  ]) {
    await expect(db.transaction((tx) => tx.execute(statement))).rejects.toThrow()
  }
  const saved = await saveTender(purchase.as('officer'), {
    tenderId,
    basedOn: PUBLICATION,
    terms: buildTenderTerms(),
    openingOfficers: [],
  })
  expect(saved).toEqual({ ok: false, refusal: 'already-published' })
})

test('a failed tender has one re-tender, linked and with a lawful timetable', async ({
  published: purchase,
}) => {
  const { db } = purchase
  await submit(purchase, 'bidder1')
  const input = { tenderId: `${purchase.tenderId}-again`, failedTenderId: purchase.tenderId }
  expect(await startRetender(purchase.as('officer', AFTER_DEADLINE), input)).toEqual({
    ok: false,
    refusal: 'not-failed',
  })
  await open(purchase)
  expect(await startRetender(purchase.as('stranger', AFTER_DEADLINE), input)).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  done(await startRetender(purchase.as('officer', AFTER_DEADLINE), input))
  const second = { ...input, tenderId: `${purchase.tenderId}-third` }
  expect(await startRetender(purchase.as('officer', AFTER_DEADLINE), second)).toEqual({
    ok: false,
    refusal: 'already-retendered',
  })
  const retender = await findTender(db, input.tenderId)
  expect(retender?.publishedAt).toBeNull()
  expect((await listAttempts(db, input.tenderId)).map(({ tenderId }) => tenderId)).toEqual([
    purchase.tenderId,
    input.tenderId,
  ])
  const issueDay = new Date('2026-03-24T09:00:00+08:00')
  expect(
    await publishTender(purchase.as('officer', issueDay), { tenderId: input.tenderId }),
  ).toMatchObject({ ok: true })
})

test('the public list finds by word, region and phase, and never a draft', async ({
  drafted: purchase,
}) => {
  const { db } = purchase
  const list = (filter: Partial<typeof everything> | { search: string }, now = AFTER_DEADLINE) =>
    listPublishedTenders(
      db,
      { ...everything, ...filter },
      { now, order: 'published', limit: 10, offset: 0 },
    )
  expect((await list({ search: purchase.tenderId })).total).toBe(0)
  done(await publishTender(purchase.as('officer', PUBLICATION), { tenderId: purchase.tenderId }))
  expect((await list({ search: purchase.tenderId })).items).toMatchObject([
    { id: purchase.tenderId, phase: 'awaiting-opening' },
  ])
  expect((await list({ search: '100%_' })).total).toBe(0)
})
