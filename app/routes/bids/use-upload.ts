import { useCallback, useEffect, useState } from 'react'
import {
  type EnvelopeSource,
  uploadEnvelope,
} from '#app/components/bid-composer/upload-envelope.ts'

export type UploadState =
  | { step: 'paused' }
  | { step: 'sending'; retrying: boolean }
  | { step: 'stopped'; error: string }
  | { step: 'sent'; uploadId: string }

const SENDING: UploadState = { step: 'sending', retrying: false }

/** Sends an envelope while the page is open; pausing and going on lose nothing. */
export function useUpload(lotId: string, source: EnvelopeSource, startNow: boolean) {
  const [running, setRunning] = useState(startNow)
  const [state, setState] = useState<UploadState>(startNow ? SENDING : { step: 'paused' })
  const [sent, setSent] = useState<{ bytes: number; total: number }>()

  useEffect(() => {
    if (!running) return undefined
    const stop = new AbortController()
    const sending = uploadEnvelope(source, {
      base: `/lots/${lotId}/bid/uploads`,
      fetch: (address, init) => fetch(address, init),
      wait: (milliseconds) => waitOrAbort(milliseconds, stop.signal),
      signal: stop.signal,
      onSent: (bytes, total) => {
        setSent({ bytes, total })
        setState(SENDING)
      },
      onRetry: () => setState({ step: 'sending', retrying: true }),
    })
    void sending.then((end) => {
      if (stop.signal.aborted) return
      setRunning(false)
      if (end.ok) setState({ step: 'sent', uploadId: end.uploadId })
      else if (end.paused) setState({ step: 'paused' })
      else setState({ step: 'stopped', error: end.error })
    })
    return () => stop.abort()
  }, [running, lotId, source])

  const pause = useCallback(() => {
    setRunning(false)
    setState({ step: 'paused' })
  }, [])
  const resume = useCallback(() => {
    setRunning(true)
    setState(SENDING)
  }, [])
  return { state, sent, pause, resume }
}

function waitOrAbort(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
