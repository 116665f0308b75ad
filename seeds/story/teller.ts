import { type SigningContext } from '#app/commands/signing-context.ts'
import { type Actor } from '#app/domain/actor.ts'
import { type Decision } from '#app/domain/decision.ts'
import { type Signer } from '#app/sealing/receipt.ts'
import { type Db } from '#db/client.server.ts'
import { fixedClock } from '#db/queries/clock.server.ts'
import { ADMINISTRATOR, DEMO_USERS, PLATFORM } from '#seeds/accounts.ts'

/** Tells the story: who does what at which time, through the real commands. */
export type Teller = {
  db: Db
  today: Date // the day of seeding, for tenders that are going on now
  as: (loginName: string, at: Date) => SigningContext
}

export function createTeller(db: Db, today: Date, signer: Signer): Teller {
  return {
    db,
    today,
    as: (loginName, at) => ({ db, actor: actorOf(loginName), clock: fixedClock(at), signer }),
  }
}

/** The demo account ids are the login names. */
export function actorOf(loginName: string): Actor {
  if (loginName === ADMINISTRATOR.loginName) {
    return { userId: ADMINISTRATOR.id, organisationId: PLATFORM.id, role: ADMINISTRATOR.role }
  }
  const user = DEMO_USERS.find((person) => person.loginName === loginName)
  if (!user) throw new Error(`the story knows no ${loginName}`)
  return { userId: user.loginName, organisationId: user.organisationId, role: user.role }
}

/** @throws when a command of the story is refused: then the story is wrong */
export function told<Value>(decision: Decision<Value, string>): Value {
  if (!decision.ok) throw new Error(`the story was refused: ${decision.refusal}`)
  return decision.value
}

/** A moment in China, `2020-10-14T09:30`. */
export function chinaTime(text: string): Date {
  return new Date(`${text}:00+08:00`)
}
