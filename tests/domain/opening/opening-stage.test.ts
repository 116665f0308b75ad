import { expect, test } from 'vitest'
import { openingStage, shareStates } from '#app/domain/opening/opening-stage.ts'

const DEADLINE = new Date('2026-03-23T09:00:00.000+08:00')
const BEFORE = new Date('2026-03-23T08:59:59.999+08:00')

function stage(facts: Partial<Parameters<typeof openingStage>[0]> = {}) {
  return openingStage({
    now: DEADLINE,
    bidDeadline: DEADLINE,
    started: false,
    ready: false,
    openedAt: null,
    lots: [{ failed: false }],
    ...facts,
  })
}

test('an opening may be started at the deadline and not a millisecond before', () => {
  expect(stage({ now: BEFORE })).toBe('before-deadline')
  expect(stage()).toBe('not-started')
})

test('a started opening gathers shares until all bids are ready, and is then opened', () => {
  expect(stage({ started: true })).toBe('gathering')
  expect(stage({ started: true, ready: true })).toBe('ready')
  expect(stage({ started: true, ready: true, openedAt: DEADLINE })).toBe('opened')
})

test('when every lot has ended there is nothing to open, when one has not there is', () => {
  expect(stage({ lots: [{ failed: true }] })).toBe('ended')
  expect(stage({ lots: [{ failed: true }, { failed: false }] })).toBe('not-started')
})

test('lots that fail at the opening leave it opened', () => {
  expect(stage({ openedAt: DEADLINE, lots: [{ failed: true }] })).toBe('opened')
})

test('a share is released, broken, lost or awaited, and released above all', () => {
  const bid = {
    uploadId: 'upload',
    threshold: 2,
    holders: ['age1a', 'age1b', 'age1c', 'age1d'],
    released: [0],
    broken: [0, 1],
    bidKeyReleased: false,
  }
  expect(shareStates(bid, ['age1a', 'age1c'])).toEqual(['released', 'broken', 'lost', 'awaited'])
})
