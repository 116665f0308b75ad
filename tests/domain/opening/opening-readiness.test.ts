import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accept, refuse } from '#app/domain/decision.ts'
import {
  type GatheredKeys,
  awaitedHolders,
  canBeOpened,
  openingReadiness,
  reasonForClosed,
} from '#app/domain/opening/opening-readiness.ts'

const WINDOW_END = new Date('2026-03-23T10:30:00.000+08:00')
const BEFORE_END = new Date('2026-03-23T10:29:59.999+08:00')

function gathered(overrides: Partial<GatheredKeys> = {}): GatheredKeys {
  return {
    uploadId: 'upload',
    threshold: 2,
    holders: ['age1a', 'age1b', 'age1c'],
    released: [],
    broken: [],
    bidKeyReleased: false,
    ...overrides,
  }
}

function readiness(
  bids: readonly GatheredKeys[],
  { now = BEFORE_END, lost = [] }: { now?: Date; lost?: readonly string[] } = {},
) {
  return openingReadiness(bids, { now, bidderWindowEndsAt: WINDOW_END, lostRecipients: lost })
}

test('enough shares of every bid open them before the window of the bidders ends', () => {
  expect(readiness([gathered({ released: [0, 2] }), gathered({ released: [0, 1] })])).toEqual(
    accept(undefined),
  )
})

test('one share fewer waits for the other holders, also after the window', () => {
  const bids = [gathered({ released: [0, 1] }), gathered({ released: [0] })]
  expect(readiness(bids)).toEqual(refuse('shares-awaited'))
  expect(readiness(bids, { now: WINDOW_END })).toEqual(refuse('shares-awaited'))
})

test("a bidder's own key is enough for its bid and opens no other", () => {
  expect(readiness([gathered({ bidKeyReleased: true })])).toEqual(accept(undefined))
  expect(readiness([gathered({ bidKeyReleased: true }), gathered()])).toEqual(
    refuse('shares-awaited'),
  )
})

test('with too many lost keys the bidder may still open until the window ends, and at its end no longer', () => {
  const bids = [gathered({ released: [0] })]
  const lost = ['age1b', 'age1c']
  expect(readiness(bids, { lost })).toEqual(refuse('bidder-window-open'))
  expect(readiness(bids, { lost, now: WINDOW_END })).toEqual(accept(undefined))
})

test('a lost key and a broken share are awaited no more', () => {
  const bid = gathered({ released: [0], broken: [2] })
  expect(awaitedHolders(bid, [])).toEqual([1])
  expect(awaitedHolders(bid, ['age1b'])).toEqual([])
  expect(awaitedHolders(bid, ['of another tender'])).toEqual([1])
})

test('a tender without bids has nothing to wait for', () => {
  expect(readiness([])).toEqual(accept(undefined))
})

test('a bid was sealed wrong when its broken shares alone keep it closed', () => {
  expect(reasonForClosed(gathered({ broken: [0, 1] }))).toBe('sealed-wrong')
  expect(reasonForClosed(gathered({ broken: [0] }))).toBe('keys-missing')
  expect(reasonForClosed(gathered())).toBe('keys-missing')
})

test('nobody is given up while a holder may still release, whoever else has', () => {
  const position = fc.integer({ min: 0, max: 2 })
  fc.assert(
    fc.property(
      fc.array(fc.record({ released: fc.uniqueArray(position), broken: fc.uniqueArray(position) })),
      fc.subarray(['age1a', 'age1b', 'age1c']),
      fc.boolean(),
      (facts, lost, isOver) => {
        const bids = facts.map((fact) => gathered(fact))
        const ready = readiness(bids, { lost, now: isOver ? WINDOW_END : BEFORE_END })
        const closed = bids.filter((bid) => !canBeOpened(bid))
        const mayStillOpen = closed.some((bid) => awaitedHolders(bid, lost).length > 0)
        expect(ready.ok).toBe(!mayStillOpen && (closed.length === 0 || isOver))
      },
    ),
  )
})
