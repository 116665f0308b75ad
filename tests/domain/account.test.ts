import { expect, test } from 'vitest'
import { isAccountOpen } from '#app/domain/account.ts'

test('an account is open through its last day in China', () => {
  const account = { disabled: false, validUntil: '2026-03-20' } as const
  expect(isAccountOpen(account, new Date('2026-03-20T23:59:59.999+08:00'))).toBe(true)
  expect(isAccountOpen(account, new Date('2026-03-21T00:00:00+08:00'))).toBe(false)
})

test('a closed account is not open, and one without a last day stays open', () => {
  const now = new Date('2026-03-20T10:00:00+08:00')
  expect(isAccountOpen({ disabled: true, validUntil: null }, now)).toBe(false)
  expect(isAccountOpen({ disabled: false, validUntil: null }, now)).toBe(true)
})
