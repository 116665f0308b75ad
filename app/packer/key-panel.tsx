import { useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { Alert, Section } from '#app/components/page.tsx'
import { Fingerprint } from '#app/components/sealing/fingerprint.tsx'
import { keyFileName } from '#app/components/sealing/key-file-name.ts'
import { PassphraseForm } from '#app/components/sealing/passphrase-form.tsx'
import { saveFile } from '#app/components/sealing/save-file.ts'
import { Stepper } from '#app/components/sealing/stepper.tsx'
import { UnlockKey } from '#app/components/sealing/unlock-key.tsx'
import { Answer } from '#app/forms/answer.tsx'
import { PlainTextField } from '#app/forms/plain-inputs.tsx'
import { lockKey, makeSealingKey, writeKeyFile } from '#app/sealing/sealing-key.ts'

const STEPS = ['设定口令', '保存密钥文件', '试用密钥文件']

type NewKey = { recipient: string; fileName: string; fileText: string }

/** Makes a key without a network; the portal takes its file's public half later. */
export function KeyPanel() {
  const [holder, setHolder] = useState('')
  const [newKey, setNewKey] = useState<NewKey>()
  const [step, setStep] = useState(0)

  async function makeKey(passphrase: string) {
    const key = await makeSealingKey()
    const file = await lockKey(key, { passphrase, holder, now: new Date() })
    const fileName = keyFileName(holder || '共济', key.recipient)
    setNewKey({ recipient: key.recipient, fileName, fileText: writeKeyFile(file) })
    setStep(1)
  }

  return (
    <Section title="生成密钥">
      <p>
        开标人员和保险公司的密钥可以在不联网的电脑上生成。生成后到平台“我的密钥”登记：平台只登记公开部分。
      </p>
      <Stepper label="生成密钥的步骤" steps={STEPS} current={step} />
      {newKey ? (
        <Answer to={newKey}>
          <Alert tone="warning" title="密钥文件只有您这一份">
            <p>
              指纹 <Fingerprint recipient={newKey.recipient} />
              。请存到两处不联网的介质，与口令分开保管；文件或口令丢失，任何人都无法恢复。
            </p>
            <p>
              <Button
                type="button"
                tone={step === 1 ? 'primary' : 'plain'}
                onClick={() => {
                  saveFile(newKey.fileName, newKey.fileText)
                  setStep(Math.max(step, 2))
                }}
              >
                {step === 1 ? '保存密钥文件' : '再保存一次'}
              </Button>
            </p>
          </Alert>
        </Answer>
      ) : (
        <>
          <div className="key-form" onChange={({ target }) => setHolder(typedIn(target))}>
            <PlainTextField name="holder" label="持有人" hint="写进密钥文件，便于您自己辨认" />
          </div>
          <PassphraseForm onChosen={makeKey} />
        </>
      )}
      {newKey && step === 2 ? (
        <UnlockKey
          recipient={newKey.recipient}
          onUnlocked={() => setStep(3)}
          submitLabel="试用密钥文件"
        />
      ) : null}
      {step === 3 ? (
        <Alert tone="success" title="密钥文件打得开">
          <p>请到平台“我的密钥”，用“登记用离线密封工具生成的密钥”登记。</p>
        </Alert>
      ) : null}
    </Section>
  )
}

function typedIn(target: EventTarget): string {
  return target instanceof HTMLInputElement ? target.value : ''
}
