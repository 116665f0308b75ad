import { db } from '#app/database.server.ts'
import { drawExperts } from '#app/domain/evaluation/expert-draw.ts'
import { expertTickets, seedHash } from '#app/sealing/expert-tickets.ts'
import { listNames } from '#db/queries/expert-draws.server.ts'
import { type DrawCheck } from './draw-check.ts'

/** Makes a revealed draw again: tickets in order, and whether the stored result follows from them. */
export async function checkDraw({
  seed,
  seedSha256,
  pool,
  places,
  drawn,
}: {
  seed: string
  seedSha256: string
  pool: readonly string[]
  places: number
  drawn: readonly string[]
}): Promise<DrawCheck> {
  const tickets = await expertTickets(seed, pool)
  const again = drawExperts(tickets, places)
  const names = await listNames(db, pool)
  const order = drawExperts(tickets, tickets.length)
  return {
    seed,
    agrees: (await seedHash(seed)) === seedSha256 && again.join() === drawn.join(),
    tickets: order.map((expertId, index) => ({
      expertId,
      name: names[expertId] ?? expertId,
      ticket: tickets.find((ticket) => ticket.expertId === expertId)?.ticket ?? '',
      place: index < places ? index + 1 : null,
    })),
  }
}
