import { BidPrice } from '#app/components/bid-price.tsx'
import { bidProblemText } from '#app/components/bid-composer/bid-problem-text.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { rateText } from '#app/components/format.ts'
import { closedBidLabel, openedWithLabel, unopenedReasonLabel } from '#app/components/labels.ts'
import { Badge } from '#app/components/page.tsx'
import { Fingerprint } from '#app/components/sealing/fingerprint.tsx'
import { ExactTime, HashText } from '#app/components/values.tsx'
import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type BidProblem } from '#app/domain/bid/check-bid.ts'
import { closedBidTreatment } from '#app/domain/opening/closed-bid.ts'
import { type OpenedWith, type UnopenedReason } from '#app/domain/opening/opening-outcome.ts'
import { type Ppm } from '#app/domain/money.ts'
import { type RecordedHolder } from '#db/queries/opening-record.server.ts'

type ReceivedBid = {
  submissionId: string
  bidderName: string
  submittedAt: Date
  envelopeSha256: string
  bidderReleasedAt: Date | null
  brokenShares: readonly { reportedBy: string }[]
}

type OpenedBid = ReceivedBid & {
  price: bigint
  payoutRatios: readonly Ppm[]
  profitRate: Ppm
  lossRate: Ppm
  openedWith: OpenedWith
  problems: readonly BidProblem[]
}

/** What is read out of the bids on a lot (唱标), and how each was opened. */
export function OpenedBidTable({ basis, bids }: { basis: BidBasis; bids: readonly OpenedBid[] }) {
  return (
    <DataTable
      caption="按递交时间排列"
      rows={bids}
      keyOf={({ submissionId }) => submissionId}
      columns={[
        { header: '投标人', cell: ({ bidderName }) => bidderName },
        {
          header: '报价',
          align: 'number',
          cell: ({ price }) => <BidPrice basis={basis} price={price} />,
        },
        {
          header: '各段支付比例',
          align: 'number',
          cell: ({ payoutRatios }) => payoutRatios.map(rateText).join(' / '),
        },
        { header: '盈利率', align: 'number', cell: ({ profitRate }) => rateText(profitRate) },
        { header: '亏损率', align: 'number', cell: ({ lossRate }) => rateText(lossRate) },
        {
          header: '与公布限值比对',
          cell: ({ problems }) =>
            problems.length === 0 ? (
              '未超出'
            ) : (
              <ul>
                {problems.map((problem) => (
                  <li key={problem.path}>{bidProblemText(problem, basis)}</li>
                ))}
              </ul>
            ),
        },
        { header: '开启方式', cell: (bid) => <OpenedHow bid={bid} /> },
        { header: '递交时间', cell: ({ submittedAt }) => <ExactTime instant={submittedAt} /> },
        {
          header: '密封件校验值（SHA-256）',
          cell: ({ envelopeSha256 }) => <HashText sha256={envelopeSha256} />,
        },
      ]}
    />
  )
}

function OpenedHow({ bid: { openedWith, bidderReleasedAt, brokenShares } }: { bid: OpenedBid }) {
  return (
    <>
      {openedWithLabel[openedWith]}
      {openedWith === 'bidder' && bidderReleasedAt ? (
        <p className="muted">
          解密于 <ExactTime instant={bidderReleasedAt} />
        </p>
      ) : null}
      <BrokenShares shares={brokenShares} />
    </>
  )
}

function BrokenShares({ shares }: { shares: readonly { reportedBy: string }[] }) {
  if (shares.length === 0) return null
  const reporters = shares.map(({ reportedBy }) => reportedBy).join('、')
  return <p className="muted">密封给{reporters}的份额不能解密</p>
}

/** The bids that stayed closed: why, whose doing, and what each is treated as. */
export function UnopenedBidTable({
  lots,
  bids,
}: {
  lots: readonly { id: string; name: string }[]
  bids: readonly (ReceivedBid & { lotId: string; reason: UnopenedReason; detail: string })[]
}) {
  return (
    <DataTable
      caption="未开启的投标文件不参加评审，原样封存"
      rows={bids}
      keyOf={({ submissionId }) => submissionId}
      columns={[
        { header: '投标人', cell: ({ bidderName }) => bidderName },
        {
          header: '采购包',
          cell: ({ lotId }) => lots.find(({ id }) => id === lotId)?.name ?? lotId,
        },
        {
          header: '处理',
          cell: ({ reason }) => {
            const { treatedAs } = closedBidTreatment(reason)
            return (
              <Badge tone={treatedAs === 'withdrawn' ? 'warning' : 'danger'}>
                {closedBidLabel[treatedAs]}
              </Badge>
            )
          },
        },
        {
          header: '未开启的原因与依据',
          cell: ({ reason, detail, brokenShares }) => (
            <>
              {unopenedReasonLabel[reason]}
              {detail ? <p>{detail}</p> : null}
              <BrokenShares shares={brokenShares} />
              <p className="muted">依据：{closedBidTreatment(reason).source}</p>
            </>
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

/** Who held the keys, who released and when, and whose key was lost and why. */
export function RecordedHolderTable({ holders }: { holders: readonly RecordedHolder[] }) {
  return (
    <DataTable
      caption="开标密钥持有人"
      rows={holders}
      keyOf={({ recipient }) => recipient}
      columns={[
        { header: '单位', cell: ({ organisationName }) => organisationName },
        { header: '姓名', cell: ({ name }) => name },
        { header: '密钥指纹', cell: ({ recipient }) => <Fingerprint recipient={recipient} /> },
        {
          header: '释放份额',
          cell: ({ shares, lastAt }) =>
            lastAt ? (
              <>
                {shares} 份，
                <ExactTime instant={lastAt} />
              </>
            ) : (
              '未释放'
            ),
        },
        {
          header: '无法使用的原因',
          cell: ({ lost }) =>
            lost ? (
              <>
                {lost.reason}
                <p className="muted">
                  {lost.reportedBy}报告，
                  <ExactTime instant={lost.reportedAt} />
                </p>
              </>
            ) : (
              '—'
            ),
        },
      ]}
    />
  )
}
