import { expect, test } from 'vitest'
import { type OpenMatter, suspensionsOf } from '#app/domain/objection/suspension.ts'

const EVERYTHING = ['open-bids', 'complete-evaluation', 'publish-candidates', 'award', 'contract']

function buildMatter(overrides: Partial<OpenMatter> = {}): OpenMatter {
  return { lotId: 'lot-1', answered: false, answerDue: '2026-03-16', complaint: null, ...overrides }
}

test('an unanswered objection stops everything under the bidding law and the contract in procurement', () => {
  expect(suspensionsOf('bidding-law', [buildMatter()], '2026-03-13')).toMatchObject([
    { cause: 'objection', acts: EVERYTHING, until: '2026-03-16' },
  ])
  expect(suspensionsOf('government-procurement', [buildMatter()], '2026-03-13')).toMatchObject([
    { cause: 'objection', acts: ['contract'] },
  ])
})

test('an order stops everything through its last day; then the complaint still holds the contract', () => {
  const order = { document: '1号', until: '2026-04-10' } as const
  const matter = buildMatter({ answered: true, complaint: { decisionDue: '2026-05-12', order } })
  for (const regime of ['bidding-law', 'government-procurement'] as const) {
    expect(suspensionsOf(regime, [matter], '2026-04-10')).toMatchObject([
      { cause: 'order', acts: EVERYTHING, until: '2026-04-10', document: '1号' },
    ])
    expect(suspensionsOf(regime, [matter], '2026-04-11')).toMatchObject([
      { cause: 'complaint', acts: ['contract'], until: '2026-05-12', document: '' },
    ])
  }
})

test('a complaint about a missing answer keeps the bidding law’s standstill', () => {
  const matter = buildMatter({ complaint: { decisionDue: '2026-05-12', order: null } })
  expect(suspensionsOf('bidding-law', [matter], '2026-03-20')).toMatchObject([
    { cause: 'objection', acts: EVERYTHING, until: '2026-05-12' },
  ])
})

test('each suspension quotes a rule of its own regime', () => {
  const [bidding] = suspensionsOf('bidding-law', [buildMatter()], '2026-03-13')
  const [procurement] = suspensionsOf('government-procurement', [buildMatter()], '2026-03-13')
  expect(bidding?.rule).toMatch(/^招标投标法/)
  expect(procurement?.rule).toMatch(/^政府采购法/)
})
