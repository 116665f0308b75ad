import { hash } from '@node-rs/argon2'
import { createAccount } from '#app/commands/create-account.server.ts'
import { createOrganisation } from '#app/commands/create-organisation.server.ts'
import { type Signer } from '#app/sealing/receipt.ts'
import { type Db } from '#db/client.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { insertOrganisation } from '#db/queries/organisations.server.ts'
import { hasNoAccounts, insertUser } from '#db/queries/users.server.ts'
import { ADMINISTRATOR, DEMO_PASSWORD, DEMO_USERS, ORGANISATIONS, PLATFORM } from './accounts.ts'
import { DEMO_KEYS } from './demo-keys.ts'
import { tellAssessment } from './story/assessment.ts'
import { tellKey } from './story/bidding.ts'
import { tellContractChanges } from './story/contract-changes.ts'
import { tellFailureAndRetender } from './story/dazhou-2024.ts'
import { tellDazhou } from './story/dazhou.ts'
import { tellEvaluatedTender, tellOpenTender } from './story/going-on.ts'
import { tellAccounts } from './story/ledger.ts'
import { tellMeishan2024, tellPanjin2025 } from './story/real-tenders.ts'
import { tellDisputedPurchase } from './story/disputed.ts'
import { tellOtherProcedure } from './story/other-procedure.ts'
import { tellLostKeys, tellTenderToOpen } from './story/sealed.ts'
import { tellRegisters } from './story/registers.ts'
import { type Teller, chinaTime, createTeller, told } from './story/teller.ts'

/** Tells the demo story into an empty database, whole or not at all; a second run changes nothing. */
export async function seedIfEmpty(
  db: Db,
  signer: Signer,
  report: (line: string) => void,
): Promise<void> {
  if (!(await hasNoAccounts(db))) return
  report('Telling the demo story …')
  await db.transaction(async (tx) => {
    const teller = createTeller(tx, await databaseClock(tx), signer)
    await openTheHouse(teller)
    await tellRegisters(teller)
    await tellDazhou(teller)
    await tellFailureAndRetender(teller)
    await tellAccounts(teller)
    await tellContractChanges(teller)
    await tellMeishan2024(teller)
    await tellPanjin2025(teller)
    await tellDisputedPurchase(teller)
    await tellOtherProcedure(teller)
    await tellLostKeys(teller)
    await tellAssessment(teller)
    await tellOpenTender(teller)
    await tellTenderToOpen(teller)
    await tellEvaluatedTender(teller)
  })
}

/** The first administrator comes from nowhere; everybody else through the commands. */
async function openTheHouse(teller: Teller): Promise<void> {
  const createdAt = chinaTime('2020-08-01T09:00')
  await insertOrganisation(teller.db, { ...PLATFORM, createdAt })
  const passwordHash = await hash(DEMO_PASSWORD)
  await insertUser(teller.db, {
    ...ADMINISTRATOR,
    organisationId: PLATFORM.id,
    passwordHash,
    createdAt,
  })

  const administrator = teller.as('admin', createdAt)
  for (const organisation of ORGANISATIONS)
    told(await createOrganisation(administrator, organisation))
  for (const { what: _what, ...user } of DEMO_USERS) {
    told(
      await createAccount(administrator, { ...user, id: user.loginName, password: DEMO_PASSWORD }),
    )
  }
  for (const loginName of Object.keys(DEMO_KEYS)) await tellKey(teller, loginName, createdAt)
}
