import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Page, Section } from '#app/components/page.tsx'
import { TermChangesTable } from '#app/components/term-changes-table.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { listTenderVersions } from '#db/queries/tender-versions.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '公告与更正历史 · 共济' }]

export async function loader({ params }: LoaderFunctionArgs) {
  const tender =
    (await findPublishedTender(db, param(params, 'tenderId'))) ?? notFound('没有这个招标公告')
  const versions = await listTenderVersions(db, tender.id)
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    lots: tender.terms.lots,
    versions: versions.toReversed(),
  }
}

export default function HistoryPage() {
  const { tenderId, title, lots, versions } = useLoaderData<typeof loader>()
  return (
    <Page
      title="公告与更正历史"
      crumbs={[
        { to: '/notices', label: '招标公告' },
        { to: `/notices/${tenderId}`, label: title },
      ]}
      lead="最新的版本在最前；每一版都可以查看全文。"
    >
      {versions.map(({ version, changes, affectsBids, reason, publishedAt }) => (
        <Section
          key={version}
          title={version === 1 ? '第 1 版：招标公告' : `第 ${version} 版：更正公告`}
          actions={<Link to={`/notices/${tenderId}/versions/${version}`}>查看本版全文</Link>}
        >
          <p>
            发布于 <ChinaDateTime instant={publishedAt} />
            {reason ? `；更正原因：${reason}` : ''}
          </p>
          {version > 1 ? (
            <>
              <p>
                {affectsBids
                  ? '影响投标文件编制：此前递交的投标须确认或重新递交，否则不予开启。'
                  : '不影响投标文件编制。'}
              </p>
              <TermChangesTable changes={changes} lots={lots} />
            </>
          ) : null}
        </Section>
      ))}
    </Page>
  )
}
