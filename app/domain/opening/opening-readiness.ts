import { type Decision, accept, refuse } from '#app/domain/decision.ts'

/** What has been gathered for one bid since the opening started. */
export type GatheredKeys = {
  uploadId: string
  threshold: number
  holders: readonly string[] // recipients the bid was sealed to
  released: readonly number[] // positions of good shares
  broken: readonly number[] // positions of shares that the bidder sealed wrong
  bidKeyReleased: boolean // by the bidder
}

export type OpeningGate = {
  now: Date
  bidderWindowEndsAt: Date
  lostRecipients: readonly string[] // of officers whose keys cannot be used
}

export type NotReady = 'shares-awaited' | 'bidder-window-open'

/** Enough shares, or its bidder's own key. */
export function canBeOpened({ released, threshold, bidKeyReleased }: GatheredKeys): boolean {
  return bidKeyReleased || released.length >= threshold
}

/**
 * Whether all bids may now be opened together (同时开启). One that cannot be is given up
 * only when every holder has released, reported a broken share or a lost key, and the
 * bidders' own window is over: until then somebody may still open it.
 */
export function openingReadiness(
  bids: readonly GatheredKeys[],
  { now, bidderWindowEndsAt, lostRecipients }: OpeningGate,
): Decision<undefined, NotReady> {
  const closed = bids.filter((bid) => !canBeOpened(bid))
  if (closed.some((bid) => awaitedHolders(bid, lostRecipients).length > 0))
    return refuse('shares-awaited')
  if (closed.length > 0 && now < bidderWindowEndsAt) return refuse('bidder-window-open')
  return accept(undefined)
}

/** Positions of the holders that have neither given a share nor said why not. */
export function awaitedHolders(
  { holders, released, broken }: GatheredKeys,
  lostRecipients: readonly string[],
): number[] {
  return holders.flatMap((recipient, position) =>
    released.includes(position) || broken.includes(position) || lostRecipients.includes(recipient)
      ? []
      : [position],
  )
}

/**
 * Why a bid that was given up stayed closed: sealed wrong when so many holders found their
 * shares broken that all others together would not have been enough.
 */
export function reasonForClosed({
  holders,
  threshold,
  broken,
}: GatheredKeys): 'sealed-wrong' | 'keys-missing' {
  return holders.length - broken.length < threshold ? 'sealed-wrong' : 'keys-missing'
}
