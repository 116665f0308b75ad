import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readKeyFile, unlockKey } from '#app/sealing/sealing-key.ts'
import { DEMO_PASSWORD, DEMO_USERS } from '#seeds/accounts.ts'
import { DEMO_KEYS } from '#seeds/demo-keys.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../seeds/keys')

test('every demo opening officer and insurer has a key file, which the demo password unlocks', async () => {
  const holders = DEMO_USERS.filter(({ role }) =>
    ['opening-officer', 'bid-submitter'].includes(role),
  ).map(({ loginName }) => loginName)
  expect(Object.keys(DEMO_KEYS).toSorted()).toEqual(holders.toSorted())
  for (const loginName of holders) {
    const read = readKeyFile(fs.readFileSync(path.join(FOLDER, `${loginName}.json`), 'utf8'))
    if (!read.ok) throw new Error(`${loginName}.json: ${read.refusal}`)
    expect(read.value.recipient).toBe(DEMO_KEYS[loginName]?.recipient)
    // Unlocking takes a second each; the journeys unlock the others.
    if (loginName === holders[0])
      expect(await unlockKey(read.value, DEMO_PASSWORD)).toEqual({
        ok: true,
        value: DEMO_KEYS[loginName],
      })
  }
})
