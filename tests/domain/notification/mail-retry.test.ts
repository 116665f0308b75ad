import { expect, test } from 'vitest'
import { nextMailAttempt } from '#app/domain/notification/mail-retry.ts'

const AT = new Date('2026-03-20T10:00:00+08:00')

test('a refused mail is tried after one minute, three, nine, and never later than six hours', () => {
  const minutes = [1, 2, 3, 6, 7, 9].map(
    (refusals) => ((nextMailAttempt(refusals, AT)?.getTime() ?? 0) - AT.getTime()) / 60_000,
  )
  expect(minutes).toEqual([1, 3, 9, 243, 360, 360])
})

test('the tenth refusal is the last', () => {
  expect(nextMailAttempt(10, AT)).toBeUndefined()
})
