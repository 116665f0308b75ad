import { useRef, useState } from 'react'
import { ProgressLine } from '#app/components/bid-composer/progress-line.tsx'
import { type EnvelopeSource, ask } from '#app/components/bid-composer/upload-envelope.ts'
import { Button } from '#app/components/button.tsx'
import { Alert, Section } from '#app/components/page.tsx'
import { HashText } from '#app/components/values.tsx'
import { type Receipt } from '#app/sealing/receipt.ts'
import { useUpload } from './use-upload.ts'

/** Sends a sealed envelope and submits it (上传与递交). */
export function SendPanel({
  lotId,
  source,
  envelopeSha256,
  submissionId,
  revision,
  startNow,
  discardLabel,
  onDiscard,
  onSubmitted,
}: {
  lotId: string
  source: EnvelopeSource
  envelopeSha256: string
  submissionId: string
  revision: number
  startNow: boolean
  discardLabel: string
  onDiscard: () => void
  onSubmitted: (receipt: Receipt) => void
}) {
  const { state, sent, pause, resume } = useUpload(lotId, source, startNow)
  const [submitting, setSubmitting] = useState(false)
  const [refused, setRefused] = useState<string>()
  const asked = useRef(false) // a second click comes before the button is drawn disabled

  async function submit(uploadId: string) {
    if (asked.current) return
    asked.current = true
    setSubmitting(true)
    setRefused(undefined)
    try {
      const { receipt } = await ask<{ receipt: Receipt }>(
        { ...patient, signal: new AbortController().signal },
        `/lots/${lotId}/bid/submit`,
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ submissionId, uploadId, revision }),
        },
      )
      onSubmitted(receipt)
    } catch (error) {
      setRefused(error instanceof Error ? error.message : '递交没有完成')
    }
    asked.current = false
    setSubmitting(false)
  }

  return (
    <Section title="上传与递交">
      <p>
        投标文件已经密封，校验值（SHA-256）： <HashText sha256={envelopeSha256} />
      </p>
      {sent ? <ProgressLine label="上传" done={sent.bytes} total={sent.total} /> : null}
      {state.step === 'sending' && state.retrying ? (
        <Alert tone="warning" title="网络中断，正在重试。">
          <p>已上传的部分保留，恢复后只上传其余部分。</p>
        </Alert>
      ) : null}
      {state.step === 'stopped' ? (
        <Alert tone="danger" title="上传没有完成">
          <p>{state.error}</p>
        </Alert>
      ) : null}
      {refused === undefined ? null : (
        <Alert tone="danger" title="没有递交">
          <p>{refused}</p>
        </Alert>
      )}
      {state.step === 'sent' ? (
        <p>密封件已全部上传。点击“递交”并取得回执后，才算投标；未递交的，截止时视为没有投标。</p>
      ) : (
        <p className="muted">部分上传的投标文件不是投标，截止时视为撤回。</p>
      )}
      <div className="form-actions">
        {state.step === 'sending' ? (
          <Button type="button" tone="plain" onClick={pause}>
            暂停上传
          </Button>
        ) : null}
        {state.step === 'paused' || state.step === 'stopped' ? (
          <Button type="button" onClick={resume}>
            {sent || !startNow ? '继续上传' : '上传'}
          </Button>
        ) : null}
        {state.step === 'sent' ? (
          <Button type="button" disabled={submitting} onClick={() => void submit(state.uploadId)}>
            {submitting ? '正在递交…' : revision > 1 ? '递交，替换先前的投标' : '递交投标文件'}
          </Button>
        ) : null}
        <Button type="button" tone="plain" disabled={submitting} onClick={onDiscard}>
          {discardLabel}
        </Button>
      </div>
    </Section>
  )
}

const patient = {
  fetch: (address: string, init: RequestInit) => fetch(address, init),
  wait: (milliseconds: number) =>
    new Promise<void>((resolve) => {
      setTimeout(resolve, milliseconds)
    }),
  onRetry: () => {},
}
