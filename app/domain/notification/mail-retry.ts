const MINUTE_MS = 60_000
const LONGEST_WAIT_MS = 6 * 60 * MINUTE_MS
const MOST_REFUSALS = 10

/**
 * When a mail that the server has refused so many times is tried again: after 1, 3, 9 …
 * minutes, at most 6 hours. Undefined after the tenth refusal, about a day on.
 */
export function nextMailAttempt(refusals: number, at: Date): Date | undefined {
  if (refusals >= MOST_REFUSALS) return undefined
  return new Date(at.getTime() + Math.min(MINUTE_MS * 3 ** (refusals - 1), LONGEST_WAIT_MS))
}

/** When a mail is tried again that could not be handed over, because the server was not there. */
export function nextAttemptAfterOutage(at: Date): Date {
  return new Date(at.getTime() + MINUTE_MS)
}
