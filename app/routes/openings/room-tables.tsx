import { DataTable } from '#app/components/data-table.tsx'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { Fingerprint } from '#app/components/sealing/fingerprint.tsx'
import { ExactTime, HashText } from '#app/components/values.tsx'
import { type RoomBid, type RoomHolder } from './opening-room.server.ts'
import { ShareDots } from './share-dots.tsx'

/** The bids of a started opening: who has given a share of each. */
export function RoomBidTable({ bids }: { bids: readonly RoomBid[] }) {
  return (
    <DataTable
      caption="按递交时间排列；凑齐所需份数或投标人自行解密后才能开启"
      rows={bids}
      keyOf={({ uploadId }) => uploadId}
      empty={
        <EmptyState title="截止时间前没有收到投标文件">
          仍须完成开标，开标后按投标人不足法定数量处理。
        </EmptyState>
      }
      columns={[
        { header: '投标人', cell: ({ bidderName }) => bidderName },
        { header: '采购包', cell: ({ lotName }) => lotName },
        {
          header: '份额',
          cell: ({ threshold, shares }) => <ShareDots threshold={threshold} shares={shares} />,
        },
        {
          header: '投标人解密',
          cell: ({ bidKeyReleased }) => (bidKeyReleased ? '已解密' : '未使用'),
        },
        {
          header: '状态',
          cell: ({ openable }) => (
            <Badge tone={openable ? 'success' : 'warning'}>
              {openable ? '可以开启' : '尚不能开启'}
            </Badge>
          ),
        },
        { header: '递交时间', cell: ({ submittedAt }) => <ExactTime instant={submittedAt} /> },
        {
          header: '密封件校验值（SHA-256）',
          cell: ({ envelopeSha256 }) => <HashText sha256={envelopeSha256} />,
        },
      ]}
    />
  )
}

/** Who holds the opening keys, and what each has done. */
export function RoomHolderTable({ holders }: { holders: readonly RoomHolder[] }) {
  return (
    <DataTable
      caption="开标密钥持有人"
      rows={holders}
      keyOf={({ recipient }) => recipient}
      columns={[
        { header: '单位', cell: ({ organisationName }) => organisationName },
        { header: '姓名', cell: ({ name }) => name },
        { header: '密钥指纹', cell: ({ recipient }) => <Fingerprint recipient={recipient} /> },
        { header: '状态', cell: (holder) => <HolderState holder={holder} /> },
        {
          header: '释放时间',
          cell: ({ releasedAt }) => (releasedAt ? <ExactTime instant={releasedAt} /> : '—'),
        },
      ]}
    />
  )
}

function HolderState({ holder }: { holder: RoomHolder }) {
  const { bids, released, broken, lost } = holder
  if (bids === 0) return <>—</> // not started, or no bid to open
  return (
    <>
      {released + broken === bids ? (
        <Badge tone="success">已释放</Badge>
      ) : lost ? (
        <Badge tone="danger">密钥无法使用</Badge>
      ) : (
        <Badge tone="warning">待释放</Badge>
      )}
      {released + broken > 0 ? (
        <span className="muted">
          {' '}
          {released} / {bids} 份
        </span>
      ) : null}
      {broken > 0 ? <p>其中 {broken} 份由投标人密封有误，不能解密</p> : null}
      {lost ? (
        <p>
          {lost.reason}
          <span className="muted">
            （{lost.reportedByName}报告，
            <ExactTime instant={lost.reportedAt} />）
          </span>
        </p>
      ) : null}
    </>
  )
}
