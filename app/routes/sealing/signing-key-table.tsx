import { DataTable } from '#app/components/data-table.tsx'
import { ChinaDateTime, HashText } from '#app/components/values.tsx'
import { signingKeyFingerprint } from '#app/sealing/signing-key-id.ts'

/** The portal's keys for receipts, so that one given long ago can still be checked. */
export function SigningKeyTable({
  keys,
}: {
  keys: readonly { id: string; publicKey: string; firstUsedAt: Date }[]
}) {
  return (
    <>
      <p>
        平台用下列 Ed25519
        密钥签发回执。请另存一份，或与招标公告、其他投标人手中的值比较：同一时期人人看到的应当相同。
      </p>
      <DataTable
        caption="平台的回执签名密钥"
        rows={keys}
        keyOf={({ id }) => id}
        columns={[
          { header: '指纹', cell: ({ id }) => <code>{signingKeyFingerprint(id)}</code> },
          { header: '公钥（十六进制）', cell: ({ publicKey }) => <HashText sha256={publicKey} /> },
          {
            header: '启用',
            cell: ({ firstUsedAt }) =>
              firstUsedAt ? <ChinaDateTime instant={firstUsedAt} /> : '尚未启用',
          },
        ]}
      />
    </>
  )
}
