import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BidPrice } from '#app/components/bid-price.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { rateText } from '#app/components/format.ts'
import { unopenedReasonLabel } from '#app/components/labels.ts'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime, ExactTime, HashText } from '#app/components/values.tsx'
import { DocumentLinks } from '#app/components/document-links.tsx'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { findOpening, listUnopenedBids } from '#db/queries/openings.server.ts'
import { listLotFailures } from '#db/queries/endings.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'
import { LotFailures } from './lot-failures.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `开标记录 ${data?.title ?? ''} · 共济` },
]

export async function loader({ params }: LoaderFunctionArgs) {
  const tender =
    (await findPublishedTender(db, param(params, 'tenderId'))) ?? notFound('没有这个招标项目')
  const opening = (await findOpening(db, tender.id)) ?? notFound('该项目尚未开标')
  const bids = await listOpenedBids(
    db,
    tender.terms.lots.map(({ id }) => id),
  )
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    projectNumber: tender.terms.projectNumber,
    bidDeadline: tender.facts.bidDeadline,
    opening: {
      openedAt: opening.openedAt,
      officer: `${opening.organisationName} ${opening.officerName}`,
    },
    lots: tender.terms.lots.map(({ id, name, bidBasis }) => ({ id, name, bidBasis })),
    failures: await listLotFailures(db, tender.id),
    unopened: await listUnopenedBids(db, tender.id),
    // What is read out at an opening, and no more: staffing and files stay with the committee.
    bids: bids.map(
      ({
        submissionId,
        lotId,
        bidderName,
        price,
        payoutRatios,
        profitRate,
        lossRate,
        submittedAt,
        envelopeSha256,
      }) => ({
        submissionId,
        lotId,
        bidderName,
        price,
        payoutRatios,
        profitRate,
        lossRate,
        submittedAt,
        envelopeSha256,
      }),
    ),
  }
}

export default function OpeningRecordPage() {
  const { tenderId, title, projectNumber, bidDeadline, opening, lots, bids, unopened, failures } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="开标记录"
      crumbs={[
        { to: '/notices', label: '招标公告' },
        { to: `/notices/${tenderId}`, label: title },
      ]}
      lead={`${title}（${projectNumber}）`}
    >
      <Section title="开标情况">
        <DefinitionList
          items={[
            { label: '投标截止时间', value: <ChinaDateTime instant={bidDeadline} /> },
            { label: '开标时间', value: <ExactTime instant={opening.openedAt} /> },
            { label: '开标人员', value: opening.officer },
          ]}
        />
        <DocumentLinks label="开标记录" path={`/notices/${tenderId}/documents/opening-record`} />
        <LotFailures failures={failures} lots={lots} />
      </Section>
      {lots
        .filter(({ id }) => bids.some(({ lotId }) => lotId === id))
        .map((lot) => (
          <Section key={lot.id} title={`唱标内容 · ${lot.name}`}>
            <DataTable
              caption="按递交时间排列"
              rows={bids.filter(({ lotId }) => lotId === lot.id)}
              keyOf={({ submissionId }) => submissionId}
              columns={[
                { header: '投标人', cell: ({ bidderName }) => bidderName },
                {
                  header: '报价',
                  align: 'number',
                  cell: ({ price }) => <BidPrice basis={lot.bidBasis} price={price} />,
                },
                {
                  header: '各段支付比例',
                  align: 'number',
                  cell: ({ payoutRatios }) => payoutRatios.map(rateText).join(' / '),
                },
                {
                  header: '盈利率',
                  align: 'number',
                  cell: ({ profitRate }) => rateText(profitRate),
                },
                { header: '亏损率', align: 'number', cell: ({ lossRate }) => rateText(lossRate) },
                {
                  header: '递交时间',
                  cell: ({ submittedAt }) => <ExactTime instant={submittedAt} />,
                },
                {
                  header: '文件校验值（SHA-256）',
                  cell: ({ envelopeSha256 }) => <HashText sha256={envelopeSha256} />,
                },
              ]}
            />
          </Section>
        ))}
      {unopened.length > 0 ? (
        <Section title="未开启的投标文件">
          <DataTable
            caption="未开启的投标文件不参加评审，原样封存"
            rows={unopened}
            keyOf={({ submissionId }) => submissionId}
            columns={[
              { header: '投标人', cell: ({ bidderName }) => bidderName },
              {
                header: '采购包',
                cell: ({ lotId }) => lots.find(({ id }) => id === lotId)?.name ?? lotId,
              },
              { header: '未开启的原因', cell: ({ reason }) => unopenedReasonLabel[reason] },
              {
                header: '递交时间',
                cell: ({ submittedAt }) => <ExactTime instant={submittedAt} />,
              },
              {
                header: '文件校验值（SHA-256）',
                cell: ({ envelopeSha256 }) => <HashText sha256={envelopeSha256} />,
              },
            ]}
          />
        </Section>
      ) : null}
    </Page>
  )
}
