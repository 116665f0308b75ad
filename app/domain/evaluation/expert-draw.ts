/**
 * A random draw of experts (随机抽取). The seed's SHA-256 is published when the
 * pool is fixed, the seed when the draw is made; a ticket is SHA-256 of
 * `seed:expertId` in hex, and the lowest tickets are drawn. Anyone can repeat it
 * with a hash program.
 */
export type ExpertTicket = { expertId: string; ticket: string }

/** The experts drawn, in order: the `count` lowest tickets, equal ones by id. */
export function drawExperts(tickets: readonly ExpertTicket[], count: number): string[] {
  return tickets
    .toSorted((a, b) => order(a.ticket, b.ticket) || order(a.expertId, b.expertId))
    .slice(0, count)
    .map(({ expertId }) => expertId)
}

/** What a ticket is the hash of. */
export function ticketText(seed: string, expertId: string): string {
  return `${seed}:${expertId}`
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
