import { type Actor } from '#app/domain/actor.ts'
import { type Db } from '#db/client.server.ts'
import { type Clock } from '#db/queries/clock.server.ts'

/**
 * What every command runs with. The clock is asked inside the transaction,
 * after the row that decides is locked, so that waiting for the lock cannot
 * make a late act look timely.
 */
export type CommandContext = {
  db: Db
  actor: Actor
  clock: Clock
}
