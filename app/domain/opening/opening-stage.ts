import { type GatheredKeys } from './opening-readiness.ts'

/** How far an opening has come (开标进度), derived from its facts and the clock. */
export type OpeningStage =
  | 'before-deadline' // 投标未截止
  | 'not-started' // 待开标
  | 'gathering' // 份额释放
  | 'ready' // 可以开启
  | 'opened' // 已开启
  | 'ended' // every lot has failed or was cancelled before

export function openingStage({
  now,
  bidDeadline,
  started,
  ready,
  openedAt,
  lots,
}: {
  now: Date
  bidDeadline: Date
  started: boolean
  ready: boolean
  openedAt: Date | null
  lots: readonly { failed: boolean }[]
}): OpeningStage {
  if (openedAt) return 'opened'
  if (lots.every(({ failed }) => failed)) return 'ended'
  if (started) return ready ? 'ready' : 'gathering'
  return now < bidDeadline ? 'before-deadline' : 'not-started'
}

/** What has become of one share of a bid. */
export type ShareState = 'released' | 'broken' | 'lost' | 'awaited'

/** The state of every share of a bid, by position. A share that came after all counts as released. */
export function shareStates(
  { holders, released, broken }: GatheredKeys,
  lostRecipients: readonly string[],
): ShareState[] {
  return holders.map((recipient, position) => {
    if (released.includes(position)) return 'released'
    if (broken.includes(position)) return 'broken'
    return lostRecipients.includes(recipient) ? 'lost' : 'awaited'
  })
}
