import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { listTenderFiles } from '#db/queries/tender-files.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'
import { TenderFileTable } from './tender-file-table.tsx'

export const meta: MetaFunction = () => [{ title: '招标文件附件 · 共济' }]

/** Like the bidding documents: insurers' people, and the buyer's own officers. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { role, organisationId } = await requirePermission(request, 'download-bidding-documents')
  const tender =
    (await findPublishedTender(db, param(params, 'tenderId'))) ?? notFound('没有这个招标公告')
  if (role === 'tender-officer' && organisationId !== tender.procuringEntityId)
    return notFound('没有这个招标文件')
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    files: await listTenderFiles(db, tender.id),
  }
}

export default function NoticeFilesPage() {
  const { tenderId, title, files } = useLoaderData<typeof loader>()
  return (
    <Page
      title="招标文件附件"
      crumbs={[
        { to: '/notices', label: '招标公告' },
        { to: `/notices/${tenderId}`, label: title },
      ]}
      lead="平台不记录由谁下载。"
    >
      <Section title="附件">
        <TenderFileTable files={files} empty="本项目的招标文件没有附件。" />
      </Section>
    </Page>
  )
}
