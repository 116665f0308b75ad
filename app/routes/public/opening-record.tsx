import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime, ExactTime } from '#app/components/values.tsx'
import { DocumentLinks } from '#app/components/document-links.tsx'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findOpeningRecordSource } from '#db/queries/document-sources.server.ts'
import { listLotFailures } from '#db/queries/endings.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'
import { LotFailures } from './lot-failures.tsx'
import { OpenedBidTable, RecordedHolderTable, UnopenedBidTable } from './opening-record-tables.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `开标记录 ${data?.title ?? ''} · 共济` },
]

export async function loader({ params }: LoaderFunctionArgs) {
  const tender =
    (await findPublishedTender(db, param(params, 'tenderId'))) ?? notFound('没有这个招标项目')
  const source = (await findOpeningRecordSource(db, tender)) ?? notFound('该项目尚未开标')
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    projectNumber: tender.terms.projectNumber,
    bidDeadline: tender.facts.bidDeadline,
    threshold: tender.terms.openingThreshold,
    openedAt: source.openedAt,
    officer: `${source.officer.organisationName} ${source.officer.name}`,
    session: source.session,
    holders: source.holders,
    lots: tender.terms.lots.map(({ id, name, bidBasis }) => ({ id, name, bidBasis })),
    failures: await listLotFailures(db, tender.id),
    unopened: source.unopened,
    bids: source.bids,
  }
}

export default function OpeningRecordPage() {
  const record = useLoaderData<typeof loader>()
  const { tenderId, title, session, lots, bids, unopened, holders } = record
  return (
    <Page
      title="开标记录"
      crumbs={[
        { to: '/notices', label: '招标公告' },
        { to: `/notices/${tenderId}`, label: title },
      ]}
      lead={`${title}（${record.projectNumber}）`}
    >
      <Section title="开标情况">
        <DefinitionList
          items={[
            { label: '投标截止时间', value: <ChinaDateTime instant={record.bidDeadline} /> },
            ...(session
              ? [
                  {
                    label: '开标开始',
                    value: (
                      <>
                        <ExactTime instant={session.startedAt} />（{session.startedByName}）
                      </>
                    ),
                  },
                  {
                    label: '投标人自行解密至',
                    value: <ExactTime instant={session.bidderWindowEndsAt} />,
                  },
                ]
              : []),
            { label: '同时开启', value: <ExactTime instant={record.openedAt} /> },
            { label: '开启人员', value: record.officer },
          ]}
        />
        <DocumentLinks label="开标记录" path={`/notices/${tenderId}/documents/opening-record`} />
        <LotFailures failures={record.failures} lots={lots} />
      </Section>
      {lots
        .filter(({ id }) => bids.some(({ lotId }) => lotId === id))
        .map((lot) => (
          <Section key={lot.id} title={`唱标内容 · ${lot.name}`}>
            <OpenedBidTable
              basis={lot.bidBasis}
              bids={bids.filter(({ lotId }) => lotId === lot.id)}
            />
          </Section>
        ))}
      {unopened.length > 0 ? (
        <Section title="未开启的投标文件">
          <UnopenedBidTable lots={lots} bids={unopened} />
        </Section>
      ) : null}
      <Section title="开标密钥与份额">
        <p className="muted">凑齐任意 {record.threshold} 份份额即可开启一份投标文件。</p>
        <RecordedHolderTable holders={holders} />
      </Section>
      <Section title="密封日志">
        <p>
          投标人每次递交、撤回和确认的记录、平台签名的回执和定时公布的承诺值已经公开，任何人都可以重算：
          <Link to={`/notices/${tenderId}/sealed-log`}>查看密封日志</Link>。
        </p>
      </Section>
    </Page>
  )
}
