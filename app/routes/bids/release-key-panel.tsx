import { useNavigation, useSubmit } from '@remix-run/react'
import { useState } from 'react'
import { Alert } from '#app/components/page.tsx'
import { ClientOnly } from '#app/components/sealing/client-only.tsx'
import { UnlockKey } from '#app/components/sealing/unlock-key.tsx'
import { type EnvelopeHeader } from '#app/sealing/envelope-header.ts'
import { openBidderCopy } from '#app/sealing/open-envelope.ts'
import { type SealingKey } from '#app/sealing/sealing-key.ts'

/** Unwraps the bidder's own copy of its bid's key here, and sends the key of this bid only. */
export function ReleaseKeyPanel({
  envelope,
}: {
  envelope: Pick<EnvelopeHeader, 'bidderCopy' | 'bidRecipient'>
}) {
  const submit = useSubmit()
  const busy = useNavigation().state !== 'idle'
  const [isBroken, setIsBroken] = useState(false)

  async function release({ identity }: SealingKey) {
    const bidKey = await openBidderCopy(envelope, identity)
    setIsBroken(bidKey === undefined)
    if (bidKey !== undefined) submit({ bidKey }, { method: 'post' })
  }

  return (
    <ClientOnly>
      <p>
        开标人员的份额凑齐时无须自行解密。自行解密时，密钥文件和口令不离开本机；发出的只是本投标文件一份的解密密钥，与贵公司的其他投标文件无关。
      </p>
      {isBroken ? (
        <Alert tone="danger" title="解不开本投标文件的密钥">
          <p>密封件中留给贵公司的一份与本投标文件不符，不能自行解密，只能等待开标人员的份额。</p>
        </Alert>
      ) : null}
      {busy ? (
        <p aria-live="polite">正在送达…</p>
      ) : (
        <UnlockKey
          recipient={envelope.bidderCopy.recipient}
          onUnlocked={release}
          submitLabel="解锁并解密本投标文件"
        />
      )}
    </ClientOnly>
  )
}
