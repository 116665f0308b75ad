import { useEffect, useState } from 'react'
import { BidComposer } from '#app/components/bid-composer/bid-composer.tsx'
import { EMPTY_DRAFT } from '#app/components/bid-composer/bid-draft.ts'
import {
  type SealingParameters,
  readSealingParameters,
} from '#app/components/bid-composer/sealing-parameters.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { FileChooser } from '#app/forms/file-chooser.tsx'
import { type SealedEnvelope } from '#app/sealing/seal-bid.ts'
import { SealedBidPanel } from './sealed-bid-panel.tsx'
import { envelopeKeeper } from './envelope-keeper.ts'

/** Parameters, bid, envelope: from the file of the portal to the file for the portal. */
export function SealPanel() {
  const [sealing, setSealing] = useState<SealingParameters>()
  const [isWrongFile, setIsWrongFile] = useState(false)

  async function load([file]: File[]) {
    if (!file) return
    const read = readSealingParameters(await file.text())
    setIsWrongFile(!read.ok)
    if (read.ok) setSealing(read.value)
  }

  if (sealing) return <SealBid sealing={sealing} onOther={() => setSealing(undefined)} />
  return (
    <Section title="载入密封参数">
      <p>在平台“我的投标”的离线密封一栏下载密封参数，拷到本机后选择。</p>
      <FileChooser
        name="sealing-parameters"
        label="密封参数文件"
        hint="平台下载的 sealing.json"
        accept=".json,application/json"
        error={isWrongFile ? '这不是密封参数文件，请从平台重新下载' : undefined}
        onChosen={(files) => void load(files)}
      />
    </Section>
  )
}

function SealBid({ sealing, onOther }: { sealing: SealingParameters; onOther: () => void }) {
  const [keeper, setKeeper] = useState(envelopeKeeper)
  const [draft, setDraft] = useState(EMPTY_DRAFT)
  const [envelope, setEnvelope] = useState<SealedEnvelope>()
  useWarningBeforeLeaving(draft !== EMPTY_DRAFT)

  if (envelope)
    return (
      <SealedBidPanel
        envelope={envelope}
        file={keeper.pack(envelope.header)}
        onAgain={() => setEnvelope(undefined)}
        onOther={onOther}
      />
    )
  return (
    <>
      <Section title={sealing.tenderTitle}>
        <DefinitionList
          items={[
            { label: '采购包', value: `${sealing.lot.number}　${sealing.lot.name}` },
            { label: '投标人', value: sealing.bidderName },
            { label: '招标文件版本', value: sealing.target.tenderVersion },
            {
              label: '投标截止时间（北京时间）',
              value: <ChinaDateTime instant={sealing.bidDeadline} />,
            },
          ]}
        />
        <p>
          招标文件更正后，须重新下载密封参数再密封。本页关闭后，填写的内容不会保留；密封前请完成填写。
        </p>
      </Section>
      <BidComposer
        sealing={sealing}
        draft={draft}
        host={{
          onDraft: setDraft,
          startEnvelope: async () => {
            const fresh = envelopeKeeper()
            setKeeper(fresh)
            return fresh.take
          },
          onSealed: setEnvelope,
        }}
      />
    </>
  )
}

/** What is typed here lives in this page only. */
function useWarningBeforeLeaving(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return undefined
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isNeeded])
}
