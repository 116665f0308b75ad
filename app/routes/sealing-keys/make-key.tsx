import { useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { Alert } from '#app/components/page.tsx'
import { Fingerprint } from '#app/components/sealing/fingerprint.tsx'
import { keyFileName } from '#app/components/sealing/key-file-name.ts'
import { PassphraseForm } from '#app/components/sealing/passphrase-form.tsx'
import { saveFile } from '#app/components/sealing/save-file.ts'
import { Stepper } from '#app/components/sealing/stepper.tsx'
import { Answer } from '#app/forms/answer.tsx'
import { lockKey, makeSealingKey, writeKeyFile } from '#app/sealing/sealing-key.ts'
import { ProveKey } from './prove-key.tsx'

const STEPS = ['设定口令', '保存密钥文件', '试用密钥文件', '登记完成']

/** A new key that is locked, and that its maker no longer holds in the clear. */
type NewKey = { keyId: string; recipient: string; fileName: string; fileText: string }

/**
 * Makes a key in four steps (生成密钥). Only the locked file goes on from the first step,
 * so that what is registered at the end was opened from the file that was saved.
 */
export function MakeKey({
  holder,
  loginName,
  onDone,
}: {
  holder: string
  loginName: string
  onDone: () => void
}) {
  const [newKey, setNewKey] = useState<NewKey | null>(null)
  const [step, setStep] = useState(0)

  async function makeKey(passphrase: string) {
    const key = await makeSealingKey()
    const file = await lockKey(key, { passphrase, holder, now: new Date() })
    setNewKey({
      keyId: crypto.randomUUID(),
      recipient: key.recipient,
      fileName: keyFileName(loginName, key.recipient),
      fileText: writeKeyFile(file),
    })
    setStep(1)
  }

  function save({ fileName, fileText }: NewKey) {
    saveFile(fileName, fileText)
    setStep(2)
  }

  return (
    <>
      <Stepper label="生成密钥的步骤" steps={STEPS} current={step} />
      {newKey === null ? <PassphraseForm onChosen={makeKey} /> : null}
      {newKey ? (
        <Answer to={newKey}>
          <Alert tone="warning" title="密钥文件只有您这一份">
            <p>
              密钥已在本机生成，指纹 <Fingerprint recipient={newKey.recipient} />
              。请把密钥文件存到两处不联网的介质（如两个U盘），与口令分开保管。文件或口令丢失，平台和任何人都无法恢复。
            </p>
            <p>
              <Button
                type="button"
                tone={step === 1 ? 'primary' : 'plain'}
                onClick={() => save(newKey)}
              >
                {step === 1 ? '保存密钥文件' : '再保存一次'}
              </Button>
            </p>
          </Alert>
        </Answer>
      ) : null}
      {newKey && step === 2 ? (
        <>
          <p>请选择刚才保存的“{newKey.fileName}”并填写口令，确认这份文件打得开。打开后自动登记。</p>
          <ProveKey keyId={newKey.keyId} recipient={newKey.recipient} onDone={onDone} />
        </>
      ) : null}
    </>
  )
}
