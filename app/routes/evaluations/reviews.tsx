import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import { type RecordReviewRefusal, recordReview } from '#app/commands/record-review.server.ts'
import { ClarificationTable } from '#app/components/clarification-table.tsx'
import { reviewStageLabel } from '#app/components/labels.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { clarificationState } from '#app/domain/evaluation/bid-clarification.ts'
import { itemsOf, rejectionRule } from '#app/domain/evaluation/review-checklist.ts'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listBidClarifications } from '#db/queries/reviews.server.ts'
import { findLotUnderEvaluation } from '#db/queries/scoring.server.ts'
import { listBidStandings } from './bid-standings.server.ts'
import { requireOpenedLot } from './evaluation-access.server.ts'
import { ChecklistForm } from './checklist-form.tsx'
import { problemField, reviewForm } from './review-form.ts'
import { ReviewTable } from './review-table.tsx'

export const meta: MetaFunction = () => [{ title: '资格与符合性审查 · 共济' }]

const REFUSALS: Record<Exclude<RecordReviewRefusal, 'not-found'>, string> = {
  'not-yours': '资格审查由采购人办理，符合性审查由评标委员会组长办理',
  'lot-failed': '该采购包已流标或终止',
  'finding-missing': '审查表有未填写的条目',
  'reason-missing': '不满足的条目必须写明说明',
  'clarification-open': '已要求投标人澄清，答复或逾期后才能作出结论',
  'limits-broken': '该投标突破招标文件的限值（见开标记录），符合性审查不能通过',
  'already-complete': '评标报告已经完成，不能再审查',
  'already-reviewed': '这份投标文件在本阶段已有结论',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-evaluation')
  const access = await requireOpenedLot(viewer, param(params, 'lotId'))
  const { lot, tender, member, isOfficer, lotFailed, mayReadClarifications } = access
  const { round, bids, reviews, progress } = await findLotUnderEvaluation(db, lot.id)
  const stage: ReviewStage | null = isOfficer
    ? 'qualification'
    : member?.chair
      ? 'compliance'
      : null
  const now = await databaseClock(db)
  const days = { deadlineDay: dateInChina(tender.facts.bidDeadline), today: dateInChina(now) }
  const standings = await listBidStandings(db, bids, days)
  const clarifications = mayReadClarifications ? await listBidClarifications(db, lot.id, round) : []
  const nameOf = new Map(bids.map(({ submissionId, bidderName }) => [submissionId, bidderName]))
  return {
    lot: { id: lot.id, name: lot.name },
    title: tender.terms.title,
    round,
    lotFailed,
    stage,
    bids: bids.map(({ submissionId, bidderName, attachments }) => ({
      submissionId,
      bidderName,
      attachments,
      standing: standings.find((entry) => entry.submissionId === submissionId) ?? null,
    })),
    items: tender.terms.reviewItems,
    chosen: new URL(request.url).searchParams.get('bid'),
    reviews: reviews.map((review) => ({
      ...review,
      rule: review.passed ? null : rejectionRule(tender.terms.regime, review.stage),
    })),
    waiting: progress.waiting.filter((entry) => entry.stage === stage).map(({ bidId }) => bidId),
    allIn: progress.waiting.length === 0,
    clarifications: clarifications.map((clarification) => ({
      ...clarification,
      bidderName: nameOf.get(clarification.submissionId) ?? '',
      state: clarificationState(clarification, now),
    })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'see-evaluation')
  const form = await parseForm(request, reviewForm)
  if (!form.ok) return invalid(form.state)
  const { submissionId, stage, findings: filled } = form.value
  const findings = filled.map(({ met, ...finding }) => ({ ...finding, met: met === 'met' }))
  const lotId = param(params, 'lotId')
  const reviewed = await recordReview(context, { lotId, submissionId, stage, findings })
  if (reviewed.ok) return redirect(`/lots/${lotId}/reviews`)
  if (reviewed.refusal === 'not-found') return notFound('没有这份投标文件')
  return refused(
    REFUSALS[reviewed.refusal],
    form.state,
    reviewed.refusal === 'reason-missing' ? problemField(findings) : undefined,
  )
}

export default function ReviewsPage() {
  const page = useLoaderData<typeof loader>()
  const { lot, title, round, lotFailed, stage, bids, items, chosen, reviews, waiting } = page
  const waitingBids = bids.filter(({ submissionId }) => waiting.includes(submissionId))
  const current = waitingBids.find(({ submissionId }) => submissionId === chosen) ?? waitingBids[0]
  return (
    <Page
      title={`资格与符合性审查 · ${lot.name}`}
      lead={round > 1 ? `${title} · 第${round}轮评审` : title}
    >
      {lotFailed ? <Alert tone="danger" title="该采购包已流标或终止。" /> : null}
      {page.allIn && !lotFailed ? (
        <Alert tone="success" title="全部审查已完成">
          <Link to={`/lots/${lot.id}/evaluation`}>查看评分与定标</Link>
        </Alert>
      ) : null}
      <Section title="投标文件与审查结论">
        <ReviewTable bids={bids} reviews={reviews} items={items} />
      </Section>
      {page.clarifications.length > 0 ? (
        <Section title="澄清、说明与补正">
          <ClarificationTable
            caption="定标前仅评标委员会与该投标人可见"
            clarifications={page.clarifications}
            emptyText=""
          />
        </Section>
      ) : null}
      {stage && current && !lotFailed ? (
        <ChecklistForm
          title={`${reviewStageLabel[stage]}：${current.bidderName}`}
          lotId={lot.id}
          stage={stage}
          items={itemsOf(items, stage)}
          bid={current}
          waitingBids={waitingBids}
        />
      ) : null}
    </Page>
  )
}
