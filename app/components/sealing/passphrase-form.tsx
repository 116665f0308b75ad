import { type FormEvent, useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { PlainPasswordField } from '#app/forms/plain-inputs.tsx'
import { SHORTEST_PASSPHRASE } from '#app/sealing/sealing-key.ts'
import { type PassphraseProblem, passphraseProblem } from './passphrase.ts'
import { nextPaint } from './unlock-key-file.ts'

/** Asks for the passphrase of a new key, twice. */
export function PassphraseForm({ onChosen }: { onChosen: (passphrase: string) => Promise<void> }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<PassphraseProblem | null>(null)

  async function choose(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const entries = new FormData(event.currentTarget)
    const passphrase = String(entries.get('passphrase') ?? '')
    const found = passphraseProblem(passphrase, String(entries.get('again') ?? ''))
    setProblem(found ?? null)
    if (found) return
    setBusy(true)
    await nextPaint()
    await onChosen(passphrase)
  }

  const error = problem && PROBLEM_TEXT[problem]
  return (
    <form method="post" className="form key-form" noValidate onSubmit={choose}>
      <PlainPasswordField
        name="passphrase"
        label="口令"
        hint={`至少${SHORTEST_PASSPHRASE}个字，不能全是数字；用几个互不相干的词最好记也最难猜。口令不会发送给平台，忘记后无法找回。`}
        autoComplete="new-password"
        error={error?.at === 'passphrase' ? error.message : undefined}
      />
      <PlainPasswordField
        name="again"
        label="再次填写口令"
        autoComplete="new-password"
        error={error?.at === 'again' ? error.message : undefined}
      />
      <div className="form-actions">
        <Button type="submit" disabled={busy}>
          {busy ? '正在生成密钥…' : '生成密钥'}
        </Button>
      </div>
      <output className="visually-hidden">{busy ? '正在生成密钥' : error?.message}</output>
    </form>
  )
}

const PROBLEM_TEXT: Record<PassphraseProblem, { at: 'passphrase' | 'again'; message: string }> = {
  'too-short': { at: 'passphrase', message: `口令至少${SHORTEST_PASSPHRASE}个字` },
  'too-simple': {
    at: 'passphrase',
    message: '口令太容易猜中：不能全是数字，至少用六个不同的字符',
  },
  differs: { at: 'again', message: '两次填写的口令不一致' },
}
