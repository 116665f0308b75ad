import { expect, test } from 'vitest'
import {
  checkAnswerDue,
  clarificationRule,
  clarificationState,
} from '#app/domain/evaluation/bid-clarification.ts'
import { accept, refuse } from '#app/domain/decision.ts'

const ASKED = new Date('2026-02-14T10:00:00+08:00')

function minutesLater(minutes: number, milliseconds = 0): Date {
  return new Date(ASKED.getTime() + minutes * 60_000 + milliseconds)
}

test('an answer is due half an hour later at the earliest', () => {
  expect(checkAnswerDue(ASKED, minutesLater(30, -1))).toEqual(refuse('due-too-soon'))
  expect(checkAnswerDue(ASKED, minutesLater(30))).toEqual(accept(undefined))
  expect(checkAnswerDue(ASKED, minutesLater(-60))).toEqual(refuse('due-too-soon'))
})

test('a request is open before it is due, overdue at that moment, and answered for good', () => {
  const answerDue = minutesLater(60)
  const unanswered = { answerDue, answeredAt: null }
  expect(clarificationState(unanswered, minutesLater(60, -1))).toBe('open')
  expect(clarificationState(unanswered, answerDue)).toBe('overdue')
  const answered = { answerDue, answeredAt: minutesLater(10) }
  expect(clarificationState(answered, minutesLater(600))).toBe('answered')
})

test('under both laws an answer stays within the bid and its substance', () => {
  for (const regime of ['bidding-law', 'government-procurement'] as const) {
    expect(clarificationRule(regime)).toContain(
      '不得超出投标文件的范围或者改变投标文件的实质性内容',
    )
  }
})
