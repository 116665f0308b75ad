import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import { type RecordReviewRefusal, recordReview } from '#app/commands/record-review.server.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { sizeText } from '#app/components/format.ts'
import { attachmentKindLabel, reviewStageLabel } from '#app/components/labels.ts'
import { Alert, Badge, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { itemsOf } from '#app/domain/evaluation/review-checklist.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { HiddenField, RadioGroup, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findLotUnderEvaluation } from '#db/queries/scoring.server.ts'
import { requireOpenedLot } from './evaluation-access.server.ts'
import { reviewForm } from './review-form.ts'

export const meta: MetaFunction = () => [{ title: '资格与符合性审查 · 共济' }]

const REFUSALS: Record<Exclude<RecordReviewRefusal, 'not-found'>, string> = {
  'not-yours': '资格审查由采购人办理，符合性审查由评标委员会组长办理',
  'lot-failed': '该采购包已流标',
  'finding-missing': '审查表有未填写的条目',
  'reason-missing': '不满足的条目必须写明说明',
  'clarification-open': '已要求投标人澄清，答复或逾期后才能作出结论',
  'already-complete': '评标报告已经完成，不能再审查',
  'already-reviewed': '这份投标文件在本阶段已有结论',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-evaluation')
  const { lot, tender, member, isOfficer, lotFailed } = await requireOpenedLot(
    viewer,
    param(params, 'lotId'),
  )
  const { bids, reviews, progress } = await findLotUnderEvaluation(db, lot.id)
  const stage: 'qualification' | 'compliance' | null = isOfficer
    ? 'qualification'
    : member?.chair
      ? 'compliance'
      : null
  return {
    lot: { id: lot.id, name: lot.name },
    title: tender.terms.title,
    lotFailed,
    stage,
    bids: bids.map(({ submissionId, bidderName, attachments }) => ({
      submissionId,
      bidderName,
      attachments,
    })),
    items: itemsOf(tender.terms.reviewItems, stage ?? 'qualification'),
    chosen: new URL(request.url).searchParams.get('bid'),
    reviews,
    waiting: progress.waiting.filter((entry) => entry.stage === stage).map(({ bidId }) => bidId),
    allIn: progress.waiting.length === 0,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'see-evaluation')
  const form = await parseForm(request, reviewForm)
  if (!form.ok) return invalid(form.state)
  const { submissionId, stage, findings } = form.value
  const lotId = param(params, 'lotId')
  const reviewed = await recordReview(context, {
    lotId,
    submissionId,
    stage,
    findings: findings.map(({ met, ...finding }) => ({ ...finding, met: met === 'met' })),
  })
  if (reviewed.ok) return redirect(`/lots/${lotId}/reviews`)
  if (reviewed.refusal === 'not-found') return notFound('没有这份投标文件')
  return refused(REFUSALS[reviewed.refusal], form.state)
}

export default function ReviewsPage() {
  const { lot, title, lotFailed, stage, bids, items, chosen, reviews, waiting, allIn } =
    useLoaderData<typeof loader>()
  const waitingBids = bids.filter(({ submissionId }) => waiting.includes(submissionId))
  const current = waitingBids.find(({ submissionId }) => submissionId === chosen) ?? waitingBids[0]
  return (
    <Page title={`资格与符合性审查 · ${lot.name}`} lead={title}>
      {lotFailed ? <Alert tone="danger" title="有效投标不足三家，该采购包已流标。" /> : null}
      {allIn && !lotFailed ? (
        <Alert tone="success" title="全部审查已完成">
          <Link to={`/lots/${lot.id}/evaluation`}>查看评分与定标</Link>
        </Alert>
      ) : null}
      <Section title="投标文件与审查结论">
        <DataTable
          caption="每份投标文件每个阶段只作一次结论"
          rows={bids}
          keyOf={({ submissionId }) => submissionId}
          columns={[
            { header: '投标人', cell: ({ bidderName }) => bidderName },
            ...(['qualification', 'compliance'] as const).map((column) => ({
              header: reviewStageLabel[column],
              cell: ({ submissionId }: { submissionId: string }) => {
                const review = reviews.find(
                  (entry) => entry.submissionId === submissionId && entry.stage === column,
                )
                if (!review) return <Badge tone="neutral">未审查</Badge>
                return (
                  <>
                    <Badge tone={review.passed ? 'success' : 'danger'}>
                      {review.passed ? '通过' : '不通过'}
                    </Badge>{' '}
                    {review.reason}
                    <div className="muted">{review.reviewerName}</div>
                  </>
                )
              },
            })),
            {
              header: '附件',
              cell: ({ attachments }) => (
                <ul>
                  {attachments.map(({ id, kind, fileName, size }) => (
                    <li key={id}>
                      <a href={`/bid-files/${id}`} download>
                        {attachmentKindLabel[kind]}：{fileName}
                      </a>
                      （{sizeText(size)}）
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      </Section>
      {stage && current && !lotFailed ? (
        <Section title={`${reviewStageLabel[stage]}：${current.bidderName}`}>
          {waitingBids.length > 1 ? (
            <p>
              待审查：
              {waitingBids.map(({ submissionId, bidderName }) => (
                <Link key={submissionId} to={`?bid=${submissionId}`} preventScrollReset>
                  {bidderName}{' '}
                </Link>
              ))}
            </p>
          ) : null}
          <ActionForm key={current.submissionId} schema={reviewForm} submitLabel="提交审查结论">
            <HiddenField name="stage" value={stage} />
            <HiddenField name="submissionId" value={current.submissionId} />
            {items.map(({ id, text, essential }, index) => (
              <div key={id} className="form-row">
                <HiddenField name={`findings.${index}.itemId`} value={id} />
                <RadioGroup
                  name={`findings.${index}.met`}
                  legend={`${essential ? '★' : ''}${text}`}
                  options={[
                    { value: 'met', label: '满足' },
                    { value: 'unmet', label: '不满足' },
                  ]}
                />
                <TextField
                  name={`findings.${index}.note`}
                  label={`说明（${text}）`}
                  hint="不满足时必填"
                  required={false}
                />
              </div>
            ))}
          </ActionForm>
        </Section>
      ) : null}
    </Page>
  )
}
