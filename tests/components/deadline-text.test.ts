import { expect, test } from 'vitest'
import { countingText, deadlineStateText, skippedText } from '#app/components/deadline-text.ts'

test('a counted period says its start, its length and what it skipped', () => {
  const counting = { from: '2026-03-02', length: 7, unit: 'working-days' } as const
  const skipped = ['2026-03-07', '2026-03-08'] as const
  expect(countingText({ way: 'after', ...counting, skipped })).toBe(
    '自3月2日起7个工作日，跳过3月7日、8日',
  )
  expect(countingText({ way: 'from', ...counting, skipped: [] })).toBe(
    '自3月2日（含当日）起7个工作日',
  )
  const days = { from: '2026-03-23', unit: 'days', skipped: [] } as const
  expect(countingText({ way: 'before', ...days, length: 10 })).toBe('3月23日投标截止前10日')
  expect(countingText({ way: 'on-the-day', ...days, length: 0 })).toBe('3月23日当场')
})

test('runs of skipped days are drawn together, also across months', () => {
  expect(skippedText(['2026-03-07', '2026-03-08', '2026-03-14'])).toBe('3月7日、8日、14日')
  expect(skippedText(['2026-02-15', '2026-02-16', '2026-02-17'])).toBe('2月15日至17日')
  expect(skippedText(['2026-02-28', '2026-03-01'])).toBe('2月28日、3月1日')
})

test('a duty is done, a time has run out', () => {
  expect(deadlineStateText({ kind: 'contract-signing', state: 'done' })).toBe('已办结')
  expect(deadlineStateText({ kind: 'bid-deadline', state: 'done' })).toBe('已届满')
  expect(deadlineStateText({ kind: 'bid-deadline', state: 'today' })).toBe('今天到期')
})
