import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/page.tsx'
import { OpeningKeysSection } from '#app/components/sealing/opening-keys-section.tsx'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { TenderTermsSections } from '#app/routes/public/tender-terms.tsx'
import { findOpeningKeys, findVersionTerms } from '#db/queries/tender-versions.server.ts'

export const meta: MetaFunction = () => [{ title: '招标文件历史版本 · 共济' }]

export async function loader({ params }: LoaderFunctionArgs) {
  const tenderId = param(params, 'tenderId')
  const text = param(params, 'version')
  const version = /^\d{1,4}$/.test(text) ? Number(text) : 0
  const terms =
    (await findVersionTerms(db, { tenderId, version })) ?? notFound('没有这个版本的招标文件')
  const openingKeys = await findOpeningKeys(db, { tenderId, version })
  return { tenderId, version, terms, openingKeys }
}

export default function VersionPage() {
  const { tenderId, version, terms, openingKeys } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`${terms.title}（第 ${version} 版）`}
      crumbs={[
        { to: `/notices/${tenderId}`, label: '现行公告' },
        { to: `/notices/${tenderId}/history`, label: '公告与更正历史' },
      ]}
    >
      <OpeningKeysSection
        keys={openingKeys}
        threshold={terms.openingThreshold}
        bidderOpeningMinutes={terms.bidderOpeningMinutes}
      />
      <TenderTermsSections terms={terms} />
    </Page>
  )
}
