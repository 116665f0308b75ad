import { expect, test } from 'vitest'
import { dateInChina } from '#app/domain/calendar.ts'
import { parseRate, parseYuan } from '#app/domain/money.ts'
import { checkTender } from '#app/domain/tender/check-tender.ts'
import { meishanTerms, panjinTerms } from '#seeds/story/real-tenders.ts'
import { buildOpeningOfficers } from '#tests/factories/tender-terms.ts'
import tenders from '#tests/vectors/real-tenders.json' with { type: 'json' }

function published(id: string) {
  const facts = tenders.find((tender) => tender.id === id)
  if (!facts) throw new Error(`no such tender among the vectors: ${id}`)
  return facts
}

test('眉山 2024 is entered as published: three lots at 86.00 a head, and breaks no rule', () => {
  const facts = published('meishan-2024')
  const terms = meishanTerms('meishan-2024')
  expect(terms.lots.map(({ headcount }) => headcount)).toEqual(
    facts.lots?.map(({ headcount }) => BigInt(headcount)),
  )
  terms.lots.forEach((lot, index) => {
    const total = parseYuan(facts.lots?.[index]?.ceilingTotal ?? '') ?? 0n
    expect(lot).toMatchObject({ bidBasis: facts.bidBasis, priceCeiling: 8_600n })
    // The published totals are rounded: per head they are 86.00 to the fen.
    expect((total * 2n + lot.headcount) / (lot.headcount * 2n)).toBe(lot.priceCeiling)
  })
  expect(
    checkTender(terms, { today: '2024-10-29', openingOfficers: buildOpeningOfficers() }),
  ).toEqual([])
})

test('盘锦 2025 is entered as published: a fee rate of at most 8%, and breaks no rule', () => {
  const facts = published('panjin-2025')
  const terms = panjinTerms('panjin-2025')
  expect(terms.lots).toMatchObject([
    { bidBasis: facts.bidBasis, priceCeiling: parseRate(facts.ceilingRate ?? '') },
  ])
  expect(terms).toMatchObject({
    projectNumber: facts.projectNumber,
    regime: facts.regime,
    budget: parseYuan(facts.budget ?? ''),
    termMonths: 36,
  })
  expect(terms.timetable.bidDeadline).toEqual(new Date(facts.bidDeadline ?? ''))
  expect(terms.timetable.documentsFrom).toBe(facts.notice)
  expect(dateInChina(terms.timetable.bidDeadline)).toBe('2025-09-10')
  expect(
    checkTender(terms, { today: '2025-08-20', openingOfficers: buildOpeningOfficers() }),
  ).toEqual([])
})
