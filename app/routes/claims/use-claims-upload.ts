import { useNavigate } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { sendForm } from '#app/forms/send-form.ts'

export type UploadStep =
  | { step: 'idle'; errors: Record<string, string> }
  | { step: 'sending'; bytes: number; total: number }
  | { step: 'checking'; rows: number; posting: boolean } // all bytes are out

const IDLE: UploadStep = { step: 'idle', errors: {} }
const ASK_MS = 700

/** Sends a claims file with its progress, then goes to what became of it. */
export function useClaimsUpload(base: string) {
  const navigate = useNavigate()
  const [step, setStep] = useState<UploadStep>(IDLE)
  const attempt = useRef('')
  const checking = step.step === 'checking'

  useEffect(() => {
    if (!checking) return undefined
    const timer = setInterval(async () => {
      const progress = await askProgress(`${base}/${attempt.current}/progress`)
      if (progress)
        setStep((now) => (now.step === 'checking' ? { step: 'checking', ...progress } : now))
    }, ASK_MS)
    return () => clearInterval(timer)
  }, [checking, base])

  const send = async (form: FormData) => {
    attempt.current = newAttemptId()
    form.set('attemptId', attempt.current) // each sending is one of its own
    setStep({ step: 'sending', bytes: 0, total: 0 })
    const answer = await sendForm(`${base}/upload`, lastTheFile(form), (bytes, total) =>
      setStep(
        bytes < total
          ? { step: 'sending', bytes, total }
          : { step: 'checking', rows: 0, posting: false },
      ),
    ).catch(() => undefined)
    const arrived = answer
      ? answer.status === 200
      : (await askProgress(`${base}/${attempt.current}/progress`)) !== undefined
    if (arrived) navigate(`${base}/${attempt.current}`)
    else setStep({ step: 'idle', errors: errorsIn(answer?.body) })
  }
  return { step, send }
}

async function askProgress(address: string) {
  const response = await fetch(address).catch(() => undefined)
  if (!response?.ok) return undefined
  const { stage, rows } = (await response.json()) as { stage: string; rows: number } // progress.ts
  return { rows, posting: stage === 'posting' }
}

/** The server reads a form up to its file. */
function lastTheFile(form: FormData): FormData {
  const file = form.get('file')
  form.delete('file')
  if (file) form.set('file', file)
  return form
}

function errorsIn(body: unknown): Record<string, string> {
  const errors =
    body !== null && typeof body === 'object' && 'errors' in body ? body.errors : undefined
  return errors !== null && typeof errors === 'object'
    ? (errors as Record<string, string>) // upload.ts
    : { root: '连接中断或登录已过期，文件没有入账。请检查后重新上传。' }
}

function newAttemptId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
