import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BidPrice } from '#app/components/bid-price.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { dateText } from '#app/components/format.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { RankingTable } from '#app/components/ranking-table.tsx'
import { ScoreBreakdown } from '#app/components/score-breakdown.tsx'
import { ChinaDateTime, Money } from '#app/components/values.tsx'
import { DocumentLinks } from '#app/components/document-links.tsx'
import { db } from '#app/database.server.ts'
import { type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'
import { lotTotal } from '#app/domain/tender/lot-amounts.ts'
import { notFound, param } from '#app/http/params.ts'
import { findLotResult } from '#db/queries/awards.server.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '评审结果 · 共济' }]

export async function loader({ params }: LoaderFunctionArgs) {
  const found = (await findLot(db, param(params, 'lotId'))) ?? notFound('没有这个采购包')
  const result = await findLotResult(db, found.lot.id)
  if (!result || !(result.award || result.candidatesPublishedAt))
    return notFound('该采购包的结果尚未公布')
  const { lot, tender } = found
  const bids = await listOpenedBids(db, [lot.id])
  const winner = bids.find(({ submissionId }) => submissionId === result.award?.submissionId)
  return {
    tender: {
      id: tender.id,
      title: tender.terms.title,
      projectNumber: tender.terms.projectNumber,
      entity: tender.procuringEntityName,
    },
    criteria: tender.terms.criteria,
    lot: { id: lot.id, name: lot.name, bidBasis: lot.bidBasis },
    names: Object.fromEntries(
      bids.map(({ submissionId, bidderName }) => [submissionId, bidderName]),
    ),
    ranking: withoutExperts(result.ranking),
    candidates: { publishedAt: result.candidatesPublishedAt, lastDay: result.noticeLastDay },
    award:
      result.award && winner
        ? {
            ...result.award,
            name: winner.bidderName,
            price: winner.price,
            total: lotTotal(lot, winner.price, tender.terms.termMonths),
          }
        : null,
  }
}

/** The public reads every score but not who gave it, nor the reasons. */
function withoutExperts(ranking: LotRanking): LotRanking {
  return {
    ...ranking,
    ranked: ranking.ranked.map((bid) => ({
      ...bid,
      criteria: bid.criteria.map((score) =>
        score.arithmetic.by === 'formula'
          ? score
          : {
              ...score,
              arithmetic: {
                by: 'expert',
                experts: score.arithmetic.experts.map(({ points }, index) => ({
                  expertId: String(index + 1),
                  points,
                  reason: '',
                })),
              },
            },
      ),
    })),
  }
}

export default function ResultPage() {
  const { tender, criteria, lot, names, ranking, candidates, award } =
    useLoaderData<typeof loader>()
  const nameOf = (bidId: string) => names[bidId] ?? bidId
  return (
    <Page
      title={award ? '中标公告' : '中标候选人公示'}
      crumbs={[
        { to: '/results', label: '中标结果' },
        { to: `/notices/${tender.id}`, label: tender.title },
      ]}
      lead={`${tender.title} · ${lot.name}（${tender.projectNumber}）`}
    >
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
              ...(award.reason ? [{ label: '未选第一名的理由', value: award.reason }] : []),
            ]}
          />
          <DocumentLinks label="中标通知书" path={`/lots/${lot.id}/documents/award-notice`} />
        </Section>
      ) : (
        <Alert tone="info" title="中标候选人公示">
          {candidates.lastDay
            ? `公示至 ${dateText(candidates.lastDay)}。对结果有异议的，请在公示期内提出。`
            : ''}
        </Alert>
      )}
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
    </Page>
  )
}
