import { type Column, DataTable } from '#app/components/data-table.tsx'
import { dateText, sizeText } from '#app/components/format.ts'
import {
  attachmentKindLabel,
  institutionLevelLabel,
  reviewStageLabel,
} from '#app/components/labels.ts'
import { Badge } from '#app/components/page.tsx'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { type ReviewFinding, type ReviewItem } from '#app/domain/evaluation/review-checklist.ts'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { type BidStanding } from './bid-standing.ts'

export type ReviewedBid = {
  submissionId: string
  bidderName: string
  attachments: BidContent['attachments']
  standing: BidStanding | null // not shown of earlier rounds
}

export type ShownReview = {
  submissionId: string
  stage: ReviewStage
  passed: boolean
  reason: string
  findings: readonly ReviewFinding[]
  reviewerName: string
  rule: string | null // of a rejection
}

const STAGES = ['qualification', 'compliance'] as const satisfies readonly ReviewStage[]

/** Every bid with its papers, its place on the list of qualified insurers and its verdicts. */
export function ReviewTable({
  bids,
  reviews,
  items,
}: {
  bids: readonly ReviewedBid[]
  reviews: readonly ShownReview[]
  items: readonly ReviewItem[]
}) {
  const verdicts = STAGES.map((stage): Column<ReviewedBid> => ({
    header: reviewStageLabel[stage],
    cell: ({ submissionId }) => (
      <Verdict
        review={reviews.find(
          (entry) => entry.submissionId === submissionId && entry.stage === stage,
        )}
        items={items}
      />
    ),
  }))
  const papers: Column<ReviewedBid>[] = [
    { header: '资质名录（投标截止日）', cell: ({ standing }) => <Standing standing={standing} /> },
    { header: '总公司授权', cell: (bid) => <Authorisation bid={bid} /> },
    {
      header: '其他附件',
      cell: ({ submissionId, attachments }) => (
        <FileList
          submissionId={submissionId}
          files={attachments.filter((file) => !authorises(file))}
        />
      ),
    },
  ]
  const isCurrent = bids.some(({ standing }) => standing !== null)
  return (
    <DataTable
      caption="每份投标文件每个阶段只作一次结论"
      rows={bids}
      keyOf={({ submissionId }) => submissionId}
      columns={[
        { header: '投标人', cell: ({ bidderName }) => bidderName },
        ...(isCurrent ? papers : []),
        ...verdicts,
      ]}
    />
  )
}

function Verdict({
  review,
  items,
}: {
  review: ShownReview | undefined
  items: readonly ReviewItem[]
}) {
  if (!review) return <Badge tone="neutral">未审查</Badge>
  const { passed, reason, rule, findings, reviewerName } = review
  return (
    <>
      <Badge tone={passed ? 'success' : 'danger'}>{passed ? '通过' : '不通过'}</Badge>{' '}
      {passed && reason ? `细微偏差：${reason}` : reason}
      {rule ? <div className="muted">{rule}</div> : null}
      <details>
        <summary>逐项结论（{reviewerName}）</summary>
        <ul>
          {findings.map(({ itemId, met, note }) => {
            const item = items.find(({ id }) => id === itemId)
            return (
              <li key={itemId}>
                {item?.essential ? '★' : ''}
                {item?.text ?? itemId}：{met ? '满足' : '不满足'}
                {note ? `（${note}）` : ''}
              </li>
            )
          })}
        </ul>
      </details>
    </>
  )
}

function Standing({ standing }: { standing: BidStanding | null }) {
  if (!standing) return null
  const { state, institution, list, change, laterList } = standing
  if (!list) return <Badge tone="neutral">无名录，由审查人判断</Badge>
  return (
    <>
      <Badge tone={state === 'qualified' ? 'success' : 'danger'}>
        {state === 'qualified' ? '在名录' : '不在名录'}
      </Badge>
      {institution ? ` ${institutionLevelLabel[institution.level]}` : null}
      <div className="muted">
        {dateText(list.inForceFrom)}起施行：{list.source}
        {institution?.level === 'branch' ? `；所属总公司：${institution.headOffice}` : ''}
      </div>
      {change === 'none' || !laterList ? null : (
        <div className="muted">
          {change === 'lost'
            ? `${dateText(laterList.inForceFrom)}起的名录已不含该公司，不影响本次投标`
            : `${dateText(laterList.inForceFrom)}起的名录才列入该公司，不适用于本次投标`}
        </div>
      )}
    </>
  )
}

type BidFile = BidContent['attachments'][number]

function authorises({ kind }: BidFile): boolean {
  return kind === 'head-office-authorisation'
}

function Authorisation({ bid }: { bid: ReviewedBid }) {
  const own = bid.attachments.filter(authorises)
  return own.length > 0 ? (
    <FileList submissionId={bid.submissionId} files={own} />
  ) : (
    <Badge tone="warning">未提交</Badge>
  )
}

function FileList({ submissionId, files }: { submissionId: string; files: readonly BidFile[] }) {
  return (
    <ul>
      {files.map(({ id, kind, fileName, size }) => (
        <li key={id}>
          <a href={`/bid-files/${submissionId}/${id}`} download>
            {attachmentKindLabel[kind]}：{fileName}
          </a>
          （{sizeText(size)}）
        </li>
      ))}
    </ul>
  )
}
