import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Alert, Page } from '#app/components/page.tsx'
import { ClientOnly } from '#app/components/sealing/client-only.tsx'
import { db } from '#app/database.server.ts'
import { bidWindow } from '#app/domain/bid/check-bid.ts'
import { param } from '#app/http/params.ts'
import { listOwnSubmissions } from '#db/queries/bids.server.ts'
import { findSealingParameters, requireBidPage } from './bid-page.server.ts'
import { BidWorkbench } from './bid-workbench.tsx'
import { DeadlineClock } from './deadline-clock.tsx'
import { NoKeyNotice } from './no-key-notice.tsx'

export const meta: MetaFunction = () => [{ title: '编制投标文件 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const page = await requireBidPage(request, param(params, 'lotId'))
  const { viewer, lot, tender, now } = page
  const [latest] = await listOwnSubmissions(db, {
    lotId: lot.id,
    bidderId: viewer.organisationId,
  })
  return {
    lot: { id: lot.id, name: lot.name },
    title: tender.terms.title,
    bidDeadline: tender.facts.bidDeadline,
    now,
    open: bidWindow(tender.facts, now).ok,
    sealing: (await findSealingParameters(page)) ?? null,
    userId: viewer.userId,
    revision: (latest?.revision ?? 0) + 1,
  }
}

export default function EditBidPage() {
  const { lot, title, bidDeadline, now, open, sealing, userId, revision } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="编制投标文件"
      crumbs={[
        { to: '/bids', label: '我的投标' },
        { to: `/lots/${lot.id}/bid`, label: `${title} · ${lot.name}` },
      ]}
      lead={<Link to={`/lots/${lot.id}/bid`}>返回本公司投标</Link>}
    >
      <DeadlineClock lotId={lot.id} now={now} deadline={bidDeadline} />
      {open ? null : <Alert tone="warning" title="投标已截止，不能再密封、上传或递交。" />}
      {sealing ? (
        <ClientOnly>
          <BidWorkbench sealing={sealing} place={{ userId, lotId: lot.id }} revision={revision} />
        </ClientOnly>
      ) : (
        <NoKeyNotice />
      )}
    </Page>
  )
}
