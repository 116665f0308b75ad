import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { ClarificationTable } from '#app/components/clarification-table.tsx'
import { Alert, EmptyState, Page, Section } from '#app/components/page.tsx'
import { RankingTable } from '#app/components/ranking-table.tsx'
import { ScoreBreakdown } from '#app/components/score-breakdown.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { clarificationState } from '#app/domain/evaluation/bid-clarification.ts'
import { rejectionRule } from '#app/domain/evaluation/review-checklist.ts'
import { notFound, param } from '#app/http/params.ts'
import { listEarlierReports } from '#db/queries/awards.server.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listFormerMembers } from '#db/queries/committees.server.ts'
import { listBidClarifications, listReviews, listRounds } from '#db/queries/reviews.server.ts'
import { requireOpenedLot } from './evaluation-access.server.ts'
import { ReviewTable } from './review-table.tsx'

export const meta: MetaFunction = () => [{ title: '以前的评审 · 共济' }]

/** A round that a re-evaluation has superseded, as it was: read only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-evaluation')
  const access = await requireOpenedLot(viewer, param(params, 'lotId'))
  const { lot, tender, committee } = access
  const rounds = await listRounds(db, lot.id)
  const round = rounds.find((entry) => String(entry.round) === param(params, 'round'))
  const next = rounds.find((entry) => round && entry.round === round.round + 1)
  if (!round || !next) return notFound('没有这一轮评审，或者它还在进行')
  const reports = await listEarlierReports(db, lot.id, next.round)
  const report = reports.find((entry) => entry.round === round.round)
  const clarifications =
    report || access.mayReadClarifications
      ? await listBidClarifications(db, lot.id, round.round)
      : []
  const bids = await listOpenedBids(db, [lot.id])
  const nameOf = new Map(bids.map(({ submissionId, bidderName }) => [submissionId, bidderName]))
  const members = [...committee, ...(await listFormerMembers(db, tender.id))]
  const now = await databaseClock(db)
  return {
    lot: { id: lot.id, name: lot.name, bidBasis: lot.bidBasis },
    title: tender.terms.title,
    criteria: tender.terms.criteria,
    items: tender.terms.reviewItems,
    round: round.round,
    next,
    report: report ?? null,
    names: Object.fromEntries(nameOf),
    experts: Object.fromEntries(members.map(({ expertId, name }) => [expertId, name])),
    bids: bids.map(({ submissionId, bidderName, attachments }) => ({
      submissionId,
      bidderName,
      attachments,
      standing: null,
    })),
    reviews: (await listReviews(db, lot.id, round.round)).map((review) => ({
      ...review,
      rule: review.passed ? null : rejectionRule(tender.terms.regime, review.stage),
    })),
    clarifications: clarifications.map((clarification) => ({
      ...clarification,
      bidderName: nameOf.get(clarification.submissionId) ?? '',
      state: clarificationState(clarification, now),
    })),
  }
}

export default function EarlierRoundPage() {
  const page = useLoaderData<typeof loader>()
  const { lot, title, criteria, items, round, next, report, names, experts } = page
  const nameOf = (bidId: string) => names[bidId] ?? bidId
  return (
    <Page
      title={`第${round}轮评审`}
      crumbs={[{ to: `/lots/${lot.id}/evaluation`, label: `评分与定标 · ${lot.name}` }]}
      lead={title}
    >
      <Alert tone="warning" title="本轮评审已被重新评审取代，不再作为定标依据">
        第{next.round}轮开始于 <ChinaDateTime instant={next.startedAt} />
        ，原因：{next.reason}
      </Alert>
      <Section title="审查结论">
        <ReviewTable bids={page.bids} reviews={page.reviews} items={items} />
      </Section>
      {page.clarifications.length > 0 ? (
        <Section title="澄清、说明与补正">
          <ClarificationTable
            caption="按提出时间排列"
            clarifications={page.clarifications}
            emptyText=""
          />
        </Section>
      ) : null}
      <Section title="得分与排名">
        {report ? (
          <>
            <p className="muted">
              评标报告完成于 <ChinaDateTime instant={report.completedAt} />
            </p>
            <ScoreBreakdown ranking={report.ranking} criteria={criteria} nameOf={nameOf} />
            <RankingTable
              ranking={report.ranking}
              criteria={criteria}
              basis={lot.bidBasis}
              nameOf={nameOf}
              expertName={(expertId) => experts[expertId] ?? expertId}
            />
          </>
        ) : (
          <EmptyState title="本轮没有完成评标报告" />
        )}
      </Section>
    </Page>
  )
}
