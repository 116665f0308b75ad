import { useMemo, useState } from 'react'
import { BidComposer } from '#app/components/bid-composer/bid-composer.tsx'
import { EMPTY_DRAFT } from '#app/components/bid-composer/bid-draft.ts'
import {
  type DraftPlace,
  type KeptEnvelope,
  clearDraft,
  clearEnvelope,
  keepEnvelope,
  readChunk,
  readDraft,
  startEnvelope,
} from '#app/components/bid-composer/local-draft.ts'
import { type SealingParameters } from '#app/components/bid-composer/sealing-parameters.ts'
import { Button } from '#app/components/button.tsx'
import { Alert } from '#app/components/page.tsx'
import { type Receipt } from '#app/sealing/receipt.ts'
import { ReceiptPanel } from './receipt-panel.tsx'
import { SendPanel } from './send-panel.tsx'
import { useBidWork, useDraftKeeper } from './use-bid-work.ts'

/** Writing, sealing and sending a bid: each goes on in this browser where it stopped. */
export function BidWorkbench({
  sealing,
  place,
  revision,
}: {
  sealing: SealingParameters
  place: DraftPlace
  revision: number
}) {
  const [work, setWork] = useBidWork(place)
  const keeper = useDraftKeeper(place)
  const [sent, setSent] = useState<{ receipt: Receipt; envelopeSha256: string }>()
  const [drafts, setDrafts] = useState(0) // a cleared draft begins an empty form

  if (sent) return <ReceiptPanel lotId={place.lotId} {...sent} />
  if (work.step === 'elsewhere')
    return (
      <Alert tone="warning" title="这份投标文件已在另一个标签页打开">
        <p>请在那里继续，或关闭那个标签页，本页随后会自动打开。</p>
      </Alert>
    )
  if (work.step === 'unavailable')
    return (
      <Alert tone="danger" title="浏览器不允许保存草稿">
        <p>投标文件须先在本机密封再上传。请退出无痕模式，或改用离线密封工具。</p>
      </Alert>
    )
  if (work.step === 'send') {
    const { envelope, fresh } = work
    return (
      <KeptSendPanel
        place={place}
        envelope={envelope}
        revision={revision}
        startNow={fresh}
        onDiscard={async () => {
          await clearEnvelope(place)
          setWork({ step: 'compose', draft: (await readDraft(place)) ?? EMPTY_DRAFT })
        }}
        onSubmitted={async (receipt) => {
          setSent({ receipt, envelopeSha256: envelope.envelopeSha256 })
          await clearEnvelope(place)
        }}
      />
    )
  }
  if (work.step !== 'compose') return <p className="muted">正在读取本浏览器保存的草稿…</p>
  return (
    <>
      <Alert tone="info" title="草稿只保存在本浏览器，没有发送给平台。">
        <p>换一台电脑、换一个浏览器或清除浏览数据后就看不到了；在公用电脑上用完请清除。</p>
        <Button
          type="button"
          tone="plain"
          onClick={async () => {
            await keeper.flush()
            await clearDraft(place)
            setWork({ step: 'compose', draft: EMPTY_DRAFT })
            setDrafts(drafts + 1)
          }}
        >
          清除本机草稿
        </Button>
        <output className="draft-state">
          {keeper.state === 'kept' ? '已保存在本浏览器' : ''}
          {keeper.state === 'failed' ? '本机存储空间不足，草稿没有保存' : ''}
        </output>
      </Alert>
      <BidComposer
        key={drafts}
        sealing={sealing}
        draft={work.draft}
        host={{
          onDraft: keeper.keep,
          startEnvelope: async () => {
            await keeper.flush()
            return startEnvelope(place)
          },
          onSealed: async (sealed) => {
            const submissionId = crypto.randomUUID()
            const envelope = { ...sealed, submissionId, sealedAt: new Date() }
            await keepEnvelope(place, envelope)
            setWork({ step: 'send', envelope, fresh: true })
          },
        }}
      />
    </>
  )
}

function KeptSendPanel({
  place,
  envelope,
  revision,
  startNow,
  onDiscard,
  onSubmitted,
}: {
  place: DraftPlace
  envelope: KeptEnvelope
  revision: number
  startNow: boolean
  onDiscard: () => Promise<void>
  onSubmitted: (receipt: Receipt) => Promise<void>
}) {
  const { header, envelopeSha256, submissionId } = envelope
  const { userId, lotId } = place
  const source = useMemo(
    () => ({
      header,
      readChunk: (chunk: { file: number; position: number }) => readChunk({ userId, lotId }, chunk),
    }),
    [header, userId, lotId],
  )
  return (
    <SendPanel
      lotId={lotId}
      source={source}
      envelopeSha256={envelopeSha256}
      submissionId={submissionId}
      revision={revision}
      startNow={startNow}
      discardLabel="放弃这份密封件，返回草稿"
      onDiscard={() => void onDiscard()}
      onSubmitted={(receipt) => void onSubmitted(receipt)}
    />
  )
}
