import { keyFingerprint } from '#app/sealing/sealing-key.ts'

/** A key's short form (指纹), for comparing by eye; the whole public half is its title. */
export function Fingerprint({ recipient }: { recipient: string }) {
  return (
    <code className="fingerprint" title={recipient}>
      {keyFingerprint(recipient)}
    </code>
  )
}
