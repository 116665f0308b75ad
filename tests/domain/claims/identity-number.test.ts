import { expect, test } from 'vitest'
import fc from 'fast-check'
import {
  containsIdentityNumber,
  isIdentityNumber,
  normalisePersonId,
} from '#app/domain/claims/identity-number.ts'

test('the examples of GB 11643 have their check digits', () => {
  expect(isIdentityNumber('11010519491231002X')).toBe(true)
  expect(isIdentityNumber('440524188001010014')).toBe(true)
  expect(isIdentityNumber('110105194912310021')).toBe(false)
  expect(isIdentityNumber('11010519491231002x')).toBe(false) // after normalisation only
})

test('of the eleven check digits exactly one fits', () => {
  const digits = fc.stringMatching(/^[1-9]\d{16}$/)
  fc.assert(
    fc.property(digits, (seventeen) => {
      const fitting = [...'0123456789X'].filter((digit) => isIdentityNumber(seventeen + digit))
      expect(fitting.length).toBe(1)
    }),
  )
})

test('two digits exchanged or one mistyped are noticed', () => {
  expect(isIdentityNumber('11015019491231002X')).toBe(false)
  expect(isIdentityNumber('11010519491231003X')).toBe(false)
})

test('one person is one text', () => {
  expect(normalisePersonId(' 11010519491231002x ')).toBe('11010519491231002X')
  expect(normalisePersonId('insurer-7x')).toBe('insurer-7x')
})

test('an identity number is found however it is written', () => {
  for (const text of [
    '11010519491231002X',
    '理赔 110105194912310 02x 批',
    '110105-19491231-002X',
    '１１０１０５１９４９１２３１００２Ｘ',
    '202611010519491231002X07',
  ])
    expect(containsIdentityNumber(text), text).toBe(true)
})

test('batches, bills and days are no identity numbers', () => {
  for (const text of [
    '2026年8月第1批',
    '202608010000000012',
    '20260701-000001234567',
    '110105194912310021',
    'CL0000000001',
  ])
    expect(containsIdentityNumber(text), text).toBe(false)
})
