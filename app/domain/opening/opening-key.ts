/** Whom a version's bids are sealed to (开标密钥): an opening officer and the public half of its key. */
export type OpeningKey = {
  userId: string
  name: string
  organisationId: string
  organisationName: string
  recipient: string // age1…, as published
}

/** A named opening officer, with its key once the key is proven. */
export type OpeningOfficer = Omit<OpeningKey, 'recipient'> & { recipient: string | null }

export type OpeningQuorumProblem =
  | 'too-few-opening-officers'
  | 'threshold-not-majority'
  | 'threshold-above-officers'
  | 'one-organisation-could-open'
  | 'opening-key-missing'
  | 'bidder-window-out-of-range'

/** At least one of the tender office, supervision and finance each, so that none is outvoted (招标、监督、财政三方). */
const FEWEST_OFFICERS = 3

/** Minutes that a tender may give bidders to open their own bids; 30 to 60 is usual practice. */
export const BIDDER_OPENING_MINUTES = { least: 30, most: 240 }

/**
 * What keeps a tender's opening quorum from being used: k of n officers open, a majority,
 * each with a proven key, no single organisation holds k keys by itself, and bidders have time
 * to open their own bids.
 */
export function checkOpeningQuorum(
  officers: readonly { organisationId: string; recipient: string | null }[],
  {
    openingThreshold: threshold,
    bidderOpeningMinutes,
  }: { openingThreshold: number; bidderOpeningMinutes: number },
): OpeningQuorumProblem[] {
  const problems: OpeningQuorumProblem[] = []
  const { least, most } = BIDDER_OPENING_MINUTES
  if (officers.length < FEWEST_OFFICERS) problems.push('too-few-opening-officers')
  if (threshold * 2 <= officers.length) problems.push('threshold-not-majority')
  if (threshold > officers.length) problems.push('threshold-above-officers')
  if (largestGroup(officers) >= threshold) problems.push('one-organisation-could-open')
  if (officers.some(({ recipient }) => recipient === null)) problems.push('opening-key-missing')
  if (bidderOpeningMinutes < least || bidderOpeningMinutes > most)
    problems.push('bidder-window-out-of-range')
  return problems
}

function largestGroup(officers: readonly { organisationId: string }[]): number {
  const counts = new Map<string, number>()
  for (const { organisationId } of officers)
    counts.set(organisationId, (counts.get(organisationId) ?? 0) + 1)
  return Math.max(0, ...counts.values())
}

/** Whether bids sealed to one list of keys are sealed to the other, in whatever order. */
export function isSameKeys(
  before: readonly { recipient: string }[],
  after: readonly { recipient: string }[],
): boolean {
  const listed = (keys: readonly { recipient: string }[]) =>
    keys
      .map(({ recipient }) => recipient)
      .toSorted()
      .join()
  return listed(before) === listed(after)
}

/** The keys that a version publishes: of the officers that have one, in their order. */
export function openingKeysOf(officers: readonly OpeningOfficer[]): OpeningKey[] {
  return officers.flatMap(({ userId, name, organisationId, organisationName, recipient }) =>
    recipient === null ? [] : [{ userId, name, organisationId, organisationName, recipient }],
  )
}
