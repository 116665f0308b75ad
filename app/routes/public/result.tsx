import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { BidPrice } from '#app/components/bid-price.tsx'
import { CountedDay } from '#app/components/counted-day.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { dateText } from '#app/components/format.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { RankingTable } from '#app/components/ranking-table.tsx'
import { ScoreBreakdown } from '#app/components/score-breakdown.tsx'
import { ChinaDateTime, Money } from '#app/components/values.tsx'
import { DocumentLinks } from '#app/components/document-links.tsx'
import { db } from '#app/database.server.ts'
import { resultNotice } from '#app/domain/award/award-day.ts'
import { type CalendarOverrides, dateInChina } from '#app/domain/calendar.ts'
import { publishedRanking } from '#app/domain/evaluation/published-ranking.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { lotTotal } from '#app/domain/tender/lot-amounts.ts'
import { notFound, param } from '#app/http/params.ts'
import { CancelledAwards } from '#app/routes/awards/cancelled-awards.tsx'
import { findLotResult, listCancelledAwards } from '#db/queries/awards.server.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { listRounds } from '#db/queries/reviews.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '评审结果 · 共济' }]

export async function loader({ params }: LoaderFunctionArgs) {
  const found = (await findLot(db, param(params, 'lotId'))) ?? notFound('没有这个采购包')
  const { lot, tender } = found
  const result = await findLotResult(db, lot.id)
  const cancelled = await listCancelledAwards(db, lot.id)
  const rounds = await listRounds(db, lot.id)
  const round = rounds.at(-1)
  const isPublished =
    result &&
    (result.award !== null ||
      result.candidatesPublishedAt !== null ||
      cancelled.some((award) => award.round === result.round))
  const isReEvaluated = round !== undefined && round.round > 1
  if (!isPublished && !isReEvaluated && cancelled.length === 0)
    return notFound('该采购包的结果尚未公布')
  const bids = await listOpenedBids(db, [lot.id])
  const nameOf = new Map(bids.map(({ submissionId, bidderName }) => [submissionId, bidderName]))
  const winner = bids.find(({ submissionId }) => submissionId === result?.award?.submissionId)
  const { regime, calendarOverrides, termMonths } = tender.terms
  return {
    tender: {
      id: tender.id,
      title: tender.terms.title,
      projectNumber: tender.terms.projectNumber,
      entity: tender.procuringEntityName,
    },
    criteria: tender.terms.criteria,
    lot: { id: lot.id, name: lot.name, bidBasis: lot.bidBasis },
    lotFailed: tender.facts.lots[tender.terms.lots.indexOf(lot)]?.failed ?? false,
    reEvaluation: isReEvaluated ? { ...round, isOver: isPublished === true } : null,
    names: Object.fromEntries(nameOf),
    ranking: isPublished ? publishedRanking(result.ranking) : null,
    noticeLastDay: isPublished ? result.noticeLastDay : null,
    cancelled: cancelled.map((award) => ({ ...award, name: nameOf.get(award.submissionId) ?? '' })),
    award:
      result?.award && winner
        ? {
            ...result.award,
            name: winner.bidderName,
            price: winner.price,
            total: lotTotal(lot, winner.price, termMonths),
            notice: noticeOf(regime, result.award.awardedAt, calendarOverrides),
          }
        : null,
  }
}

/** How long the result stands on public notice, counted from the award. */
function noticeOf(regime: Regime, awardedAt: Date, overrides: CalendarOverrides) {
  const from = dateInChina(awardedAt)
  const notice = resultNotice(regime, from, overrides)
  return notice ? { ...notice, from } : null
}

export default function ResultPage() {
  const page = useLoaderData<typeof loader>()
  const { tender, criteria, lot, names, ranking, noticeLastDay, award, cancelled } = page
  const nameOf = (bidId: string) => names[bidId] ?? bidId
  return (
    <Page
      title={award ? '中标公告' : noticeLastDay ? '中标候选人公示' : '评审结果'}
      crumbs={[
        { to: '/results', label: '中标结果' },
        { to: `/notices/${tender.id}`, label: tender.title },
      ]}
      lead={`${tender.title} · ${lot.name}（${tender.projectNumber}）`}
    >
      {page.lotFailed ? (
        <Alert tone="danger" title="该采购包已流标或终止。">
          <Link to={`/notices/${tender.id}`}>查看原因与后续</Link>
        </Alert>
      ) : null}
      {page.reEvaluation ? (
        <Alert
          tone="info"
          title={`第${page.reEvaluation.round}轮评审${page.reEvaluation.isOver ? '的结果' : '正在进行'}`}
        >
          重新评审开始于 <ChinaDateTime instant={page.reEvaluation.startedAt} />
          ，原因：{page.reEvaluation.reason}
        </Alert>
      ) : null}
      <CancelledAwards awards={cancelled} />
      {award ? (
        <Section title="中标结果">
          <DefinitionList
            items={[
              { label: '采购人', value: tender.entity },
              { label: '中标人', value: award.name },
              { label: '中标报价', value: <BidPrice basis={lot.bidBasis} price={award.price} /> },
              { label: '合同期合计', value: <Money fen={award.total} /> },
              {
                label: '定标时间（中标通知书发出）',
                value: <ChinaDateTime instant={award.awardedAt} />,
              },
              ...(award.notice
                ? [{ label: '结果公告截止', value: <CountedDay due={award.notice} /> }]
                : []),
              ...(award.reason ? [{ label: '未选第一名的理由', value: award.reason }] : []),
            ]}
          />
          <DocumentLinks label="中标通知书" path={`/lots/${lot.id}/documents/award-notice`} />
        </Section>
      ) : noticeLastDay ? (
        <Alert tone="info" title="中标候选人公示">
          {`公示至 ${dateText(noticeLastDay)}。对结果有异议的，请在公示期内提出。`}
        </Alert>
      ) : null}
      {ranking ? (
        <Section title="得分与排名">
          <ScoreBreakdown ranking={ranking} criteria={criteria} nameOf={nameOf} />
          <RankingTable
            ranking={ranking}
            criteria={criteria}
            basis={lot.bidBasis}
            nameOf={nameOf}
            expertName={(_id, index) => `专家${index + 1}`}
          />
        </Section>
      ) : null}
    </Page>
  )
}
