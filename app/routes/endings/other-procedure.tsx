import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AttemptChain } from '#app/components/attempt-chain.tsx'
import { BidPrice } from '#app/components/bid-price.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { otherProcedureMethodLabel } from '#app/components/labels.ts'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime, Money, Rate } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { lotTotal } from '#app/domain/tender/lot-amounts.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findOtherProcedure, listAttemptOutcomes } from '#db/queries/endings.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '其他方式确定承办机构 · 共济' }]

export async function loader({ params }: LoaderFunctionArgs) {
  const lotId = param(params, 'lotId')
  const procedure = await findOtherProcedure(db, lotId)
  const found = procedure && (await findLot(db, lotId))
  if (!found) return notFound('没有登记其他方式')
  const { lot, tender } = found
  const now = await databaseClock(db)
  const { offer, fileId: _fileId, ...decision } = procedure
  return {
    tender: { id: tender.id, title: tender.terms.title, entity: tender.procuringEntityName },
    lot: { id: lot.id, name: lot.name, bidBasis: lot.bidBasis },
    decision,
    offer,
    total: lotTotal(lot, offer.price, tender.terms.termMonths),
    attempts: (await listAttemptOutcomes(db, tender.id, now)).filter(
      ({ publishedAt }) => publishedAt,
    ),
  }
}

export default function OtherProcedurePage() {
  const { tender, lot, decision, offer, total, attempts } = useLoaderData<typeof loader>()
  return (
    <Page
      title="以其他方式确定承办机构"
      crumbs={[
        { to: '/notices', label: '招标公告' },
        { to: `/notices/${tender.id}`, label: tender.title },
      ]}
      lead={`${tender.entity} · ${lot.name}`}
    >
      <Section title="决定">
        <DefinitionList
          items={[
            { label: '方式', value: otherProcedureMethodLabel[decision.method] },
            { label: '承办保险公司', value: decision.insurerName },
            { label: '理由', value: decision.reason },
            { label: '决定文号', value: decision.document },
            { label: '决定日期', value: <ChinaDate date={decision.decidedOn} /> },
            {
              label: '决定文件',
              value: (
                <a href={`/other-procedures/${lot.id}/document`} download>
                  下载
                </a>
              ),
            },
            { label: '依据', value: decision.rule },
            { label: '登记时间', value: <ChinaDateTime instant={decision.recordedAt} /> },
          ]}
        />
      </Section>
      <Section title="约定条件">
        <DefinitionList
          items={[
            { label: '约定价格', value: <BidPrice basis={lot.bidBasis} price={offer.price} /> },
            { label: '合同期合计', value: <Money fen={total} /> },
            { label: '盈利率', value: <Rate ppm={offer.profitRate} /> },
            { label: '亏损率', value: <Rate ppm={offer.lossRate} /> },
            ...offer.payoutRatios.map((ratio, index) => ({
              label: `第${index + 1}段支付比例`,
              value: <Rate ppm={ratio} />,
            })),
          ]}
        />
      </Section>
      <Section title="此前的招标">
        <AttemptChain attempts={attempts} currentId={tender.id} area="notices" />
      </Section>
    </Page>
  )
}
