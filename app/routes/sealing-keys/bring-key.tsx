import { useState } from 'react'
import { ProveKey } from './prove-key.tsx'

/** Registers a key that was made without a network: its file is opened here and stays here. */
export function BringKey({ onDone }: { onDone: () => void }) {
  const [keyId] = useState(() => crypto.randomUUID())
  return <ProveKey keyId={keyId} recipient={null} onDone={onDone} />
}
