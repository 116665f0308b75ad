import { expect } from 'vitest'
import { createTender } from '#app/commands/create-tender.server.ts'
import { listOwnTenders } from '#db/queries/tender-lists.server.ts'
import { test } from '#tests/db-test.ts'
import { DURING_BIDDING, done, publish, startPurchase } from '#tests/factories/purchase.ts'
import { buildLot, buildTenderTerms } from '#tests/factories/tender-terms.ts'

const EVERYTHING = { search: '', region: '', regime: '', bidBasis: '', phase: '' } as const

test('own tenders are found by phase and word, drafts first, and a stranger’s never', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  const { tenderId: published, as, userId } = purchase
  const draft = `${published}-draft`
  const timetable = {
    ...buildTenderTerms().timetable,
    bidDeadline: new Date('2026-03-22T09:00:00+08:00'),
  }
  const terms = buildTenderTerms({
    title: '另一个项目',
    timetable,
    lots: [buildLot({ id: `${draft}-1` })],
  })
  done(await createTender(as('officer'), { tenderId: draft, terms, openingOfficers: [] }))

  const list = async (asked: Partial<Parameters<typeof listOwnTenders>[2]>, entity = 'entity') => {
    const page = { now: DURING_BIDDING, limit: 10, offset: 0, ...asked }
    const { items, total } = await listOwnTenders(db, userId(entity), page)
    expect(total).toBe(items.length)
    return items.map(({ id }) => id)
  }
  expect(await list({ order: 'published' })).toEqual([draft, published])
  expect(await list({ order: 'deadline' })).toEqual([draft, published])
  expect(await list({ filter: { ...EVERYTHING, phase: 'draft' } })).toEqual([draft])
  expect(await list({ filter: { ...EVERYTHING, phase: 'open-for-bids' } })).toEqual([published])
  expect(await list({ filter: { ...EVERYTHING, search: '另一个' } })).toEqual([draft])
  expect(await list({}, 'other-entity')).toEqual([])
})
