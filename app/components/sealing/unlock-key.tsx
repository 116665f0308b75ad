import { type FormEvent, useId, useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { PlainFileField, PlainPasswordField } from '#app/forms/plain-inputs.tsx'
import { type SealingKey, keyFingerprint } from '#app/sealing/sealing-key.ts'
import { KEY_FILE_TYPES, type UnlockProblem, unlockKeyFile } from './unlock-key-file.ts'

/**
 * Opens a key file (解锁密钥) in the browser: neither file nor passphrase is sent anywhere.
 * With `recipient`, only the key of that public half will do.
 */
export function UnlockKey({
  recipient,
  onUnlocked,
  submitLabel = '解锁密钥',
  busyLabel = '正在解锁…',
}: {
  recipient: string | null
  onUnlocked: (key: SealingKey) => void
  submitLabel?: string
  busyLabel?: string
}) {
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<UnlockProblem | null>(null)

  async function unlock(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const entries = new FormData(event.currentTarget)
    setBusy(true)
    const unlocked = await unlockKeyFile({
      file: entries.get(`${id}-file`),
      passphrase: entries.get(`${id}-passphrase`),
      recipient,
    })
    setBusy(false)
    setProblem(unlocked.ok ? null : unlocked.refusal)
    if (unlocked.ok) onUnlocked(unlocked.value)
  }

  const text = problem && PROBLEM_TEXT[problem]
  return (
    <form method="post" className="form key-form" noValidate onSubmit={unlock}>
      <PlainFileField
        name={`${id}-file`}
        label="密钥文件"
        hint={
          recipient === null
            ? '您保存的密钥文件（.json），只在本机读取，不会上传'
            : `指纹为 ${keyFingerprint(recipient)} 的密钥文件（.json），只在本机读取，不会上传`
        }
        accept={KEY_FILE_TYPES}
        error={text?.at === 'file' ? text.message : undefined}
      />
      <PlainPasswordField
        name={`${id}-passphrase`}
        label="口令"
        hint="保存密钥文件时设定的口令"
        autoComplete="off"
        error={text?.at === 'passphrase' ? text.message : undefined}
      />
      <div className="form-actions">
        <Button type="submit" disabled={busy}>
          {busy ? busyLabel : submitLabel}
        </Button>
      </div>
      <output className="visually-hidden">{busy ? busyLabel : (text?.message ?? '')}</output>
    </form>
  )
}

const PROBLEM_TEXT: Record<UnlockProblem, { at: 'file' | 'passphrase'; message: string }> = {
  'no-file': { at: 'file', message: '请选择密钥文件' },
  'not-a-key-file': {
    at: 'file',
    message: '这不是密钥文件，请选择生成密钥时下载的 .json 文件',
  },
  'key-file-damaged': {
    at: 'file',
    message: '密钥文件已损坏或被改动，请换用另外保存的一份',
  },
  'other-key': { at: 'file', message: '这是另一把密钥的文件，请按上面的指纹核对后重新选择' },
  'no-passphrase': { at: 'passphrase', message: '请填写口令' },
  'wrong-passphrase': {
    at: 'passphrase',
    message: '口令不正确，请注意大小写与输入法；口令遗忘后无法找回',
  },
}
