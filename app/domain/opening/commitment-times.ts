import { addDays, dateInChina, startOfDayInChina } from '#app/domain/calendar.ts'

/**
 * The fixed times at which the sealed log is committed to in public: midnight in China
 * of every day while bids are taken, and the deadline. Whether anybody has bid changes nothing.
 */
export function commitmentTimes(publishedAt: Date, bidDeadline: Date): Date[] {
  const times: Date[] = []
  for (let day = addDays(dateInChina(publishedAt), 1); ; day = addDays(day, 1)) {
    const midnight = startOfDayInChina(day)
    if (midnight >= bidDeadline) return [...times, bidDeadline]
    times.push(midnight)
  }
}

/** The latest of those times that is over, if any. */
export function dueCommitment(publishedAt: Date, bidDeadline: Date, now: Date): Date | undefined {
  return commitmentTimes(publishedAt, bidDeadline).findLast((time) => time <= now)
}
