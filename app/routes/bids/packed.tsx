import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { ClientOnly } from '#app/components/sealing/client-only.tsx'
import { db } from '#app/database.server.ts'
import { param } from '#app/http/params.ts'
import { FileChooser } from '#app/forms/file-chooser.tsx'
import { type Receipt } from '#app/sealing/receipt.ts'
import { listOwnSubmissions } from '#db/queries/bids.server.ts'
import { requireBidPage } from './bid-page.server.ts'
import { DeadlineClock } from './deadline-clock.tsx'
import { type PackedSource, readPackedSource } from './packed-source.ts'
import { ReceiptPanel } from './receipt-panel.tsx'
import { SendPanel } from './send-panel.tsx'

export const meta: MetaFunction = () => [{ title: '上传离线密封的投标文件 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, lot, tender, now } = await requireBidPage(request, param(params, 'lotId'))
  const key = { lotId: lot.id, bidderId: viewer.organisationId }
  const [latest] = await listOwnSubmissions(db, key)
  return {
    lot: { id: lot.id, name: lot.name },
    title: tender.terms.title,
    bidDeadline: tender.facts.bidDeadline,
    now,
    bidderId: viewer.organisationId,
    revision: (latest?.revision ?? 0) + 1,
  }
}

export default function PackedBidPage() {
  const { lot, title, bidDeadline, now, bidderId, revision } = useLoaderData<typeof loader>()
  return (
    <Page
      title="上传离线密封的投标文件"
      crumbs={[
        { to: '/bids', label: '我的投标' },
        { to: `/lots/${lot.id}/bid`, label: `${title} · ${lot.name}` },
      ]}
    >
      <DeadlineClock lotId={lot.id} now={now} deadline={bidDeadline} />
      <ClientOnly>
        <PackedBid lotId={lot.id} bidderId={bidderId} revision={revision} />
      </ClientOnly>
    </Page>
  )
}

function PackedBid({
  lotId,
  bidderId,
  revision,
}: {
  lotId: string
  bidderId: string
  revision: number
}) {
  const [chosen, setChosen] = useState<PackedSource>()
  const [error, setError] = useState<string>()
  const [receipt, setReceipt] = useState<Receipt>()

  async function choose([file]: File[]) {
    if (!file) return
    const read = await readPackedSource(file, { lotId, bidderId })
    setChosen(read.ok ? read.value : undefined)
    setError(read.ok ? undefined : PROBLEM_TEXT[read.refusal])
  }

  if (chosen && receipt)
    return <ReceiptPanel lotId={lotId} receipt={receipt} envelopeSha256={chosen.envelopeSha256} />
  if (chosen)
    return (
      <>
        <Alert tone="info" title={`已选择：${chosen.fileName}`}>
          <p>按招标文件第 {chosen.tenderVersion} 版密封。</p>
        </Alert>
        <SendPanel
          key={chosen.submissionId}
          lotId={lotId}
          source={chosen}
          envelopeSha256={chosen.envelopeSha256}
          submissionId={chosen.submissionId}
          revision={revision}
          startNow
          discardLabel="另选文件"
          onDiscard={() => setChosen(undefined)}
          onSubmitted={setReceipt}
        />
      </>
    )
  return (
    <Section title="选择文件">
      <FileChooser
        name="packed"
        label="密封投标文件"
        hint="离线密封工具生成的 .gongji-bid 文件；中断后重新选择同一文件，只上传其余部分"
        accept=".gongji-bid"
        error={error}
        onChosen={(files) => void choose(files)}
      />
    </Section>
  )
}

const PROBLEM_TEXT = {
  'not-an-envelope': '这不是完整的密封投标文件，请选择离线密封工具生成的 .gongji-bid 文件',
  'envelope-too-large': '密封件超过允许的大小',
  'made-for-another': '这份密封件是为另一个采购包或另一投标人制作的',
}
