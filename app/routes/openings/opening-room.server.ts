import { type OpeningBid, gatherOpeningBids } from '#app/commands/steps/opening-bids.server.ts'
import { type OpeningKey } from '#app/domain/opening/opening-key.ts'
import {
  type NotReady,
  awaitedHolders,
  canBeOpened,
  openingReadiness,
} from '#app/domain/opening/opening-readiness.ts'
import { type ShareState, openingStage, shareStates } from '#app/domain/opening/opening-stage.ts'
import { type Db } from '#db/client.server.ts'
import { findOpeningSession, listLostKeys } from '#db/queries/opening-sessions.server.ts'
import { findOpeningKeys } from '#db/queries/tender-versions.server.ts'
import { type Tender } from '#db/queries/tenders.server.ts'

/** A bid as the opening room shows it: who has given a share of its key, and never the share. */
export type RoomBid = {
  uploadId: string
  bidderName: string
  lotName: string
  envelopeSha256: string
  submittedAt: Date
  threshold: number
  shares: readonly { name: string; organisationName: string; state: ShareState }[]
  bidKeyReleased: boolean
  openable: boolean
}

export type RoomHolder = Pick<OpeningKey, 'name' | 'organisationName' | 'recipient'> & {
  bids: number // sealed to this key
  released: number
  broken: number
  releasedAt: Date | null // the latest
  lost: { reason: string; reportedAt: Date; reportedByName: string } | null
}

/** A sealed share of the viewer's own, to be decrypted in the browser. */
export type OwnShare = {
  uploadId: string
  recipient: string
  shareSha256: string
  sealedShare: string
}

export type OpeningRoom = {
  bids: RoomBid[]
  unconfirmed: { submissionId: string; bidderName: string; lotName: string }[]
  holders: RoomHolder[]
  ownShares: OwnShare[] // not yet released nor reported
  awaited: string[] // holders whom a closed bid waits for
  waitsFor: NotReady | null
}

const EMPTY_ROOM = { bids: [], unconfirmed: [], ownShares: [], awaited: [], waitsFor: null }

/** The opening of a tender as one of its officers sees it. Before the start no bid is even counted. */
export async function loadOpeningRoom(
  db: Db,
  tender: Tender,
  { userId, now }: { userId: string; now: Date },
) {
  const [session, published] = await Promise.all([
    findOpeningSession(db, tender.id),
    findOpeningKeys(db, { tenderId: tender.id, version: tender.version }),
  ])
  const stage = (ready: boolean) =>
    openingStage({ now, ...tender.facts, started: session !== undefined, ready })
  const start = session ?? null
  if (!session || tender.facts.openedAt) {
    const room: OpeningRoom = { ...EMPTY_ROOM, holders: published.map(holderWithoutBids) }
    return { stage: stage(false), session: start, ...room }
  }
  const room = await gatherRoom(db, tender, { userId, now, published, ...session })
  return { stage: stage(room.waitsFor === null), session: start, ...room }
}

async function gatherRoom(
  db: Db,
  tender: Tender,
  {
    userId,
    now,
    published,
    bidderWindowEndsAt,
  }: { userId: string; now: Date; published: readonly OpeningKey[]; bidderWindowEndsAt: Date },
): Promise<OpeningRoom> {
  const [{ standing, unconfirmed }, lostKeys] = await Promise.all([
    gatherOpeningBids(db, tender),
    listLostKeys(db, tender.id),
  ])
  const lostRecipients = lostKeys.map(({ recipient }) => recipient)
  const lotName = (lotId: string) => tender.terms.lots.find(({ id }) => id === lotId)?.name ?? ''
  const gathered = standing.map((bid) => bid.gathered)
  const readiness = openingReadiness(gathered, { now, bidderWindowEndsAt, lostRecipients })
  const holders = uniqueHolders(standing)
  return {
    bids: standing.map((bid) => ({
      uploadId: bid.uploadId,
      bidderName: bid.bidderName,
      lotName: lotName(bid.lotId),
      envelopeSha256: bid.envelopeSha256,
      submittedAt: bid.submittedAt,
      threshold: bid.gathered.threshold,
      shares: shareStates(bid.gathered, lostRecipients).map((state, position) => ({
        name: bid.holders[position]?.name ?? '',
        organisationName: bid.holders[position]?.organisationName ?? '',
        state,
      })),
      bidKeyReleased: bid.gathered.bidKeyReleased,
      openable: canBeOpened(bid.gathered),
    })),
    unconfirmed: unconfirmed.map(({ submissionId, bidderName, lotId }) => ({
      submissionId,
      bidderName,
      lotName: lotName(lotId),
    })),
    holders:
      holders.length === 0
        ? published.map(holderWithoutBids)
        : holders.map((holder) => ({
            ...holderWithoutBids(holder),
            ...countShares(standing, holder.recipient),
            lost: lostKeys.find(({ recipient }) => recipient === holder.recipient) ?? null,
          })),
    ownShares: standing.flatMap((bid) => ownShare(bid, userId)),
    awaited: awaitedNames(standing, lostRecipients),
    waitsFor: readiness.ok ? null : readiness.refusal,
  }
}

function holderWithoutBids({ name, organisationName, recipient }: OpeningKey): RoomHolder {
  return {
    name,
    organisationName,
    recipient,
    bids: 0,
    released: 0,
    broken: 0,
    releasedAt: null,
    lost: null,
  }
}

/** Whom the bids are sealed to: after an amendment of the officers, of two versions. */
function uniqueHolders(bids: readonly OpeningBid[]): OpeningKey[] {
  const byRecipient = new Map(
    bids.flatMap(({ holders }) => holders.map((holder) => [holder.recipient, holder])),
  )
  return [...byRecipient.values()]
}

function countShares(bids: readonly OpeningBid[], recipient: string) {
  const held = bids.flatMap(({ gathered, shares }) => {
    const position = gathered.holders.indexOf(recipient)
    return position === -1 ? [] : [{ gathered, position, shares }]
  })
  const released = held.flatMap(({ shares, position }) =>
    shares.filter((share) => share.position === position),
  )
  const times = released.map(({ releasedAt }) => releasedAt)
  return {
    bids: held.length,
    released: released.length,
    broken: held.filter(({ gathered, position }) => gathered.broken.includes(position)).length,
    releasedAt: times.toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null,
  }
}

function ownShare({ uploadId, header, holders, gathered }: OpeningBid, userId: string): OwnShare[] {
  const position = holders.findIndex((holder) => holder.userId === userId)
  const sealed = header?.shares[position]
  const isDone = gathered.released.includes(position) || gathered.broken.includes(position)
  return sealed && !isDone ? [{ uploadId, ...sealed }] : []
}

/** Whom the bids that cannot be opened yet still wait for, by name. */
export function awaitedNames(
  bids: readonly OpeningBid[],
  lostRecipients: readonly string[],
): string[] {
  const names = bids
    .filter(({ gathered }) => !canBeOpened(gathered))
    .flatMap(({ gathered, holders }) =>
      awaitedHolders(gathered, lostRecipients).flatMap((position) => {
        const holder = holders[position]
        return holder ? [`${holder.organisationName} ${holder.name}`] : []
      }),
    )
  return [...new Set(names)]
}
