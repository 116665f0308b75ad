import { useState } from 'react'
import { Alert } from '#app/components/page.tsx'
import { UnlockKey } from '#app/components/sealing/unlock-key.tsx'
import { type SealingKey } from '#app/sealing/sealing-key.ts'
import { registerAndProve } from './register-and-prove.ts'

/** Opens a saved key file and proves with it that its holder has the key. */
export function ProveKey({
  keyId,
  recipient,
  onDone,
}: {
  keyId: string
  recipient: string | null // null: whichever key is chosen
  onDone: () => void
}) {
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function prove(key: SealingKey) {
    setBusy(true)
    const proven = await registerAndProve(keyId, key)
    setBusy(false)
    setError(proven.ok ? null : proven.refusal)
    if (proven.ok) onDone()
  }

  return (
    <>
      {error === null ? null : <Alert tone="danger" title={error} />}
      <UnlockKey recipient={recipient} onUnlocked={prove} submitLabel="试用并登记" />
      <output>{busy ? '正在登记并证明…' : null}</output>
    </>
  )
}
