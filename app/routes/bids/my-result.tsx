import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { dateTimeText, pointsText } from '#app/components/format.ts'
import { reviewStageLabel } from '#app/components/labels.ts'
import { OwnScoreTable } from '#app/components/own-score-table.tsx'
import { Alert, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { rejectionRule } from '#app/domain/evaluation/review-checklist.ts'
import { notFound, param } from '#app/http/params.ts'
import { findOpenedBidOf, listOwnResults } from '#db/queries/own-results.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '本公司评审结果 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-own-result')
  const found = await findLot(db, param(params, 'lotId'))
  const key = { lotId: param(params, 'lotId'), bidderId: viewer.organisationId }
  const bid = await findOpenedBidOf(db, key)
  if (!found || !bid) return notFound('贵公司没有参加这个采购包的投标')
  const { lot, tender } = found
  const { regime, criteria, title } = tender.terms
  return {
    lot: { id: lot.id, name: lot.name, bidBasis: lot.bidBasis },
    title,
    criteria,
    results: (await listOwnResults(db, key)).map(({ rejection, ...result }) => ({
      ...result,
      rejection: rejection && { ...rejection, rule: rejectionRule(regime, rejection.stage) },
    })),
  }
}

export default function MyResultPage() {
  const { lot, title, criteria, results } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`本公司评审结果 · ${lot.name}`}
      crumbs={[
        { to: '/bids', label: '我的投标' },
        { to: `/lots/${lot.id}/bid`, label: lot.name },
      ]}
      lead={title}
    >
      {results.length === 0 ? (
        <EmptyState title="结果尚未公布">定标后，本公司的得分、名次与理由会显示在这里。</EmptyState>
      ) : null}
      {results.map(({ round, completedAt, opened, ranked, place, rejection, awards }) => (
        <Section key={round} title={results.length > 1 ? `第${round}轮评审` : '得分与名次'}>
          {awards.map(({ own, awardedAt, cancelledAt, cancellationReason }) => (
            <Alert
              key={awardedAt.toISOString()}
              tone={cancelledAt ? 'warning' : own ? 'success' : 'info'}
              title={own ? '本公司中标' : '本公司未中标'}
            >
              定标时间 <ChinaDateTime instant={awardedAt} />
              {cancelledAt
                ? `；该中标结果已于${dateTimeText(cancelledAt)}撤销：${cancellationReason}`
                : null}
            </Alert>
          ))}
          <DefinitionList
            items={[
              {
                label: '名次',
                value: place ? `第${place.rank}名（有效投标${ranked}份）` : '未进入排序',
              },
              ...(place ? [{ label: '总分', value: pointsText(place.totalPoints) }] : []),
              { label: '开启的投标文件', value: `${opened}份` },
              { label: '评标报告完成时间', value: <ChinaDateTime instant={completedAt} /> },
              ...(rejection
                ? [
                    {
                      label: `${reviewStageLabel[rejection.stage]}不通过`,
                      value: `${rejection.reason}。依据：${rejection.rule}`,
                    },
                  ]
                : []),
            ]}
          />
          {place ? (
            <OwnScoreTable scores={place.criteria} criteria={criteria} basis={lot.bidBasis} />
          ) : null}
        </Section>
      ))}
      <p>
        <Link to={`/results/${lot.id}`}>公开的结果页面</Link>
      </p>
    </Page>
  )
}
