import { type Role } from '#app/domain/actor.ts'

/** What one person reads (站内信), and where it leads. */
export type Message = { title: string; body: string; link: string }

/**
 * Whom an act tells. There is no word for those who have bid before the opening:
 * until then every insurer is told, so that a message gives no interest away.
 */
export type Recipients =
  | { kind: 'every-insurer' } // all bid submitters of all insurers
  | { kind: 'supervisors' }
  | { kind: 'organisation'; organisationId: string; roles: readonly Role[] }
  | { kind: 'opened-bidders'; lotId: string } // whose bids are opened
  | { kind: 'committee'; tenderId: string } // its present members
  | { kind: 'committee-chair'; tenderId: string }
  | { kind: 'opening-officers'; tenderId: string }
  | { kind: 'people'; userIds: readonly string[] }

/** An act as it is told: the key makes it reach a person once. */
export type Announcement = { eventKey: string; recipients: Recipients; message: Message }

/** What messages say of a tender or of a lot. */
export type TenderFacts = { tenderId: string; tenderTitle: string; procuringEntityId: string }
export type LotFacts = TenderFacts & { lotId: string; lotName: string }

export const EVERY_INSURER: Recipients = { kind: 'every-insurer' }

export function officersOf({ procuringEntityId }: TenderFacts): Recipients {
  return { kind: 'organisation', organisationId: procuringEntityId, roles: ['tender-officer'] }
}

export function submittersOf(organisationId: string): Recipients {
  return { kind: 'organisation', organisationId, roles: ['bid-submitter'] }
}

/** A tender as messages speak of it. */
export function tenderFacts({
  id,
  procuringEntityId,
  terms,
}: {
  id: string
  procuringEntityId: string
  terms: { title: string }
}): TenderFacts {
  return { tenderId: id, tenderTitle: terms.title, procuringEntityId }
}

export function lotFacts(
  tender: Parameters<typeof tenderFacts>[0],
  lot: { id: string; name: string },
): LotFacts {
  return { ...tenderFacts(tender), lotId: lot.id, lotName: lot.name }
}
