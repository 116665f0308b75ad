import { DataTable } from '#app/components/data-table.tsx'
import { EmptyState } from '#app/components/page.tsx'
import { Fingerprint } from './fingerprint.tsx'

export type KeyHolder = {
  userId: string
  name: string
  organisationName: string
  recipient: string | null // null while a draft's officer has none
}

/** Opening officers and their keys. */
export function OpeningKeyTable({ keys }: { keys: readonly KeyHolder[] }) {
  return (
    <DataTable
      caption="开标密钥持有人"
      rows={keys}
      keyOf={({ userId }) => userId}
      empty={<EmptyState title="尚未指定开标人员" />}
      columns={[
        { header: '单位', cell: ({ organisationName }) => organisationName },
        { header: '姓名', cell: ({ name }) => name },
        {
          header: '密钥指纹',
          cell: ({ recipient }) =>
            recipient === null ? '尚未登记密钥' : <Fingerprint recipient={recipient} />,
        },
      ]}
    />
  )
}
