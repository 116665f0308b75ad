/** 中断: a sending of a file that has neither ended nor got on for this long is taken for dead. */
const SILENCE_MS = 2 * 60 * 1000

export type AttemptState = 'running' | 'died' | 'ended'

/** Whether a sending of a claims file is going on, has ended, or was cut off (its process or its line died). */
export function attemptState(
  attempt: { startedAt: Date; progressAt: Date | null; endedAt: Date | null },
  now: Date,
): AttemptState {
  if (attempt.endedAt) return 'ended'
  const lastSign = attempt.progressAt ?? attempt.startedAt
  return now.getTime() - lastSign.getTime() < SILENCE_MS ? 'running' : 'died'
}
