import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { Alert } from '#app/components/page.tsx'
import { Fingerprint } from '#app/components/sealing/fingerprint.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'

export type OldKeyTender = {
  tenderId: string
  title: string
  bidDeadline: Date
  recipient: string
  isOver: boolean
}

/** Tenders whose bids still go to a key that its officer has replaced. */
export function OldKeyTenders({ tenders }: { tenders: readonly OldKeyTender[] }) {
  if (tenders.length === 0) return null
  return (
    <>
      <Alert tone="warning" title="有项目仍密封给您的旧密钥，请保留旧密钥文件">
        <p>
          公告公布的密钥只能由招标经办以更正公告更换，投标人据此重新密封或确认；在此之前递交的投标，开标时仍要用旧密钥，或由足够的其他开标人员解密。投标已截止的项目不能再更换。
        </p>
      </Alert>
      <DataTable
        caption="仍密封给旧密钥的项目"
        rows={tenders}
        keyOf={({ tenderId }) => tenderId}
        columns={[
          {
            header: '项目',
            cell: ({ tenderId, title }) => <Link to={`/notices/${tenderId}`}>{title}</Link>,
          },
          { header: '公布的密钥', cell: ({ recipient }) => <Fingerprint recipient={recipient} /> },
          {
            header: '投标截止',
            cell: ({ bidDeadline }) => <ChinaDateTime instant={bidDeadline} />,
          },
          {
            header: '怎么办',
            cell: ({ isOver }) => (isOver ? '用旧密钥开标' : '请招标经办发布更正公告'),
          },
        ]}
      />
    </>
  )
}
