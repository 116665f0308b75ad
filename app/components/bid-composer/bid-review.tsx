import { useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { Alert, Section } from '#app/components/page.tsx'
import { Fingerprint } from '#app/components/sealing/fingerprint.tsx'
import { type BidProblem } from '#app/domain/bid/check-bid.ts'
import { sealBid } from '#app/sealing/seal-bid.ts'
import { safeName } from './attachment-list.tsx'
import { type ComposerHost, type DraftFile, type Offer } from './bid-draft.ts'
import { bidProblemText } from './bid-problem-text.ts'
import { OfferTable } from './offer-table.tsx'
import { ProgressLine } from './progress-line.tsx'
import { type SealingParameters } from './sealing-parameters.ts'

type State = { step: 'ready' | 'failed' } | { step: 'sealing'; done: number }

/** Everything as it will be sealed, to whom, and the sealing itself (密封). */
export function BidReview({
  sealing,
  offer,
  files,
  problems,
  host,
  onBack,
}: {
  sealing: SealingParameters
  offer: Offer
  files: readonly DraftFile[]
  problems: readonly BidProblem[]
  host: ComposerHost
  onBack: () => void
}) {
  const { lot, target, holders } = sealing
  const [state, setState] = useState<State>({ step: 'ready' })
  const total = files.reduce((sum, { file }) => sum + file.size, 0)
  const sealingNow = state.step === 'sealing'

  async function seal() {
    setState({ step: 'sealing', done: 0 })
    try {
      const sink = await host.startEnvelope()
      const envelope = await sealBid(
        { target, offer, files: files.map(({ kind, file }) => fileToSeal(kind, file)) },
        sink,
        inPercents(total, (done) => setState({ step: 'sealing', done })),
      )
      host.onSealed(envelope)
    } catch {
      setState({ step: 'failed' }) // a chosen file was moved or changed, or the disk is full
    }
  }

  return (
    <>
      <Section title="核对投标文件">
        <p>
          {sealing.tenderTitle} · {lot.name} · 投标人 {sealing.bidderName}
        </p>
        <OfferTable
          basis={lot.bidBasis}
          offer={offer}
          attachments={files.map(({ id, kind, file }) => ({
            id,
            kind,
            fileName: safeName(file.name),
            size: file.size,
          }))}
        />
        {problems.length > 0 ? (
          <Alert tone="danger" title="不符合招标文件要求，请返回修改：">
            <ul>
              {problems.map((problem) => (
                <li key={problem.path}>{bidProblemText(problem, lot.bidBasis)}</li>
              ))}
            </ul>
          </Alert>
        ) : null}
      </Section>
      <Section title="密封给谁">
        <p>
          投标文件在本机加密后才离开本机。下列 {holders.length} 位开标人员中至少 {target.threshold}{' '}
          位解密才能打开；请将指纹与招标公告核对。
        </p>
        <ul className="key-holders">
          {holders.map(({ name, organisationName, recipient }) => (
            <li key={recipient}>
              {organisationName} {name} <Fingerprint recipient={recipient} />
            </li>
          ))}
          <li>
            本公司副本 <Fingerprint recipient={target.bidderRecipient} />
          </li>
        </ul>
        {state.step === 'failed' ? (
          <Alert tone="danger" title="密封没有完成">
            <p>附件读取失败，或本机存储空间不足。请返回移除并重新选择附件后再试。</p>
          </Alert>
        ) : null}
        {sealingNow ? <ProgressLine label="密封" done={state.done} total={total} /> : null}
        <div className="form-actions">
          <Button
            type="button"
            disabled={sealingNow || problems.length > 0}
            onClick={() => void seal()}
          >
            {sealingNow ? '正在密封…' : '密封投标文件'}
          </Button>
          <Button type="button" tone="plain" disabled={sealingNow} onClick={onBack}>
            返回修改
          </Button>
          <Button type="button" tone="plain" disabled={sealingNow} onClick={() => window.print()}>
            打印
          </Button>
        </div>
      </Section>
    </>
  )
}

function fileToSeal(kind: DraftFile['kind'], file: File) {
  return { kind, name: safeName(file.name), size: file.size, stream: () => file.stream() }
}

/** Tells of each whole percent once: drawing every piece would cost more than sealing it. */
function inPercents(total: number, tell: (done: number) => void): (bytes: number) => void {
  let done = 0
  let told = 0
  return (bytes) => {
    done += bytes
    const percent = Math.floor((done * 100) / total)
    if (percent === told) return
    told = percent
    tell(done)
  }
}
