import { type ExpertTicket, ticketText } from '#app/domain/evaluation/expert-draw.ts'
import { sha256Hex } from './hash.ts'

/** The hash that is published before a draw. */
export async function seedHash(seed: string): Promise<string> {
  return sha256Hex(new TextEncoder().encode(seed))
}

/** The ticket of each expert of a pool under a seed. */
export async function expertTickets(
  seed: string,
  pool: readonly string[],
): Promise<ExpertTicket[]> {
  return Promise.all(
    pool.map(async (expertId) => ({
      expertId,
      ticket: await sha256Hex(new TextEncoder().encode(ticketText(seed, expertId))),
    })),
  )
}
