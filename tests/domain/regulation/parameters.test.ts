import { expect, test } from 'vitest'
import { parameterOn, requiredParameterOn } from '#app/domain/regulation/parameters.ts'

test('both regimes ask for twenty days, each by its own law', () => {
  expect(requiredParameterOn('bidding-law', 'issueToDeadline', '2026-01-01')).toMatchObject({
    value: 20n,
    source: expect.stringContaining('招标投标法 第二十四条'),
  })
  expect(
    requiredParameterOn('government-procurement', 'issueToDeadline', '2026-01-01'),
  ).toMatchObject({ value: 20n, source: expect.stringContaining('政府采购法 第三十五条') })
})

test('documents stay available five days or five working days', () => {
  expect(requiredParameterOn('bidding-law', 'documentsAvailable', '2026-01-01').unit).toBe('days')
  expect(
    requiredParameterOn('government-procurement', 'documentsAvailable', '2026-01-01').unit,
  ).toBe('working-days')
})

test('a rule holds from its day, and nothing is known of the day before', () => {
  expect(requiredParameterOn('bidding-law', 'contractTerm', '2015-07-28').value).toBe(36n)
  expect(() => requiredParameterOn('bidding-law', 'contractTerm', '2015-07-27')).toThrow(
    'not known before 2015-07-28',
  )
})

test('a regime without a rule says so', () => {
  expect(parameterOn('government-procurement', 'candidateNotice', '2026-01-01')).toBeUndefined()
  expect(() =>
    requiredParameterOn('government-procurement', 'candidateNotice', '2026-01-01'),
  ).toThrow('has no rule')
})
