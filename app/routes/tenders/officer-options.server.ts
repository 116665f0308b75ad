import { db } from '#app/database.server.ts'
import { isAccountOpen } from '#app/domain/account.ts'
import { keyFingerprint } from '#app/sealing/sealing-key.ts'
import { listOpeningOfficerAccounts } from '#db/queries/sealing-keys.server.ts'

/** Who may be named to open bids, and whether bids can be sealed to them yet. */
export async function listOfficerOptions(now: Date): Promise<{ value: string; label: string }[]> {
  const officers = await listOpeningOfficerAccounts(db)
  return officers
    .filter((officer) => isAccountOpen(officer, now))
    .map(({ userId, name, organisationName, recipient }) => ({
      value: userId,
      label: `${name}（${organisationName}） · ${recipient ? `密钥指纹 ${keyFingerprint(recipient)}` : '尚未登记密钥'}`,
    }))
}
