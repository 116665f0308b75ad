import { useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import { Alert } from '#app/components/page.tsx'
import { ClientOnly } from '#app/components/sealing/client-only.tsx'
import { UnlockKey } from '#app/components/sealing/unlock-key.tsx'
import { toBase64 } from '#app/sealing/base64.ts'
import { openShare } from '#app/sealing/open-envelope.ts'
import { type SealingKey } from '#app/sealing/sealing-key.ts'
import { type OwnShare } from './opening-room.server.ts'
import { type ReleaseAnswer } from './shares.ts'

type Progress = { done: number; total: number }

/**
 * Releases the viewer's shares (释放份额): decrypted here with a key that stays here, compared
 * with the hashes that the bidders named, and sent together.
 */
export function ReleaseShares({
  tenderId,
  shares,
}: {
  tenderId: string
  shares: readonly OwnShare[]
}) {
  const { revalidate } = useRevalidator()
  const [progress, setProgress] = useState<Progress | null>(null)
  const [answer, setAnswer] = useState<ReleaseAnswer | null>(null)

  async function release({ identity, recipient }: SealingKey) {
    const own = shares.filter((share) => share.recipient === recipient)
    const offered: { uploadId: string; share: string | null }[] = []
    for (const share of own) {
      setProgress({ done: offered.length, total: own.length })
      const opened = await openShare({ shares: [share] }, 0, identity)
      offered.push({ uploadId: share.uploadId, share: opened.ok ? toBase64(opened.value) : null })
    }
    setProgress({ done: own.length, total: own.length })
    setAnswer(await postShares(tenderId, offered))
    setProgress(null)
    revalidate()
  }

  const recipients = [...new Set(shares.map(({ recipient }) => recipient))]
  return (
    <>
      <ReleaseResult answer={answer} />
      {progress ? (
        <div>
          <p aria-hidden="true">
            正在解密份额 {progress.done} / {progress.total}
          </p>
          <progress aria-label="正在解密份额" value={progress.done} max={progress.total} />
        </div>
      ) : null}
      {recipients.length === 0 ? (
        <p>您没有待释放的份额。</p>
      ) : (
        <ClientOnly>
          <p>
            您有 {shares.length}{' '}
            份份额待释放。份额在您的浏览器中用密钥解开，密钥和口令不离开本机；发出的只是这一项目各投标文件的份额。
          </p>
          {recipients.map((recipient) => (
            <UnlockKey
              key={recipient}
              recipient={recipient}
              onUnlocked={release}
              submitLabel="解锁并释放份额"
            />
          ))}
        </ClientOnly>
      )}
    </>
  )
}

async function postShares(
  tenderId: string,
  offered: readonly { uploadId: string; share: string | null }[],
): Promise<ReleaseAnswer> {
  try {
    const response = await fetch(`/openings/${tenderId}/shares`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ offered }),
    })
    const isJson = response.headers.get('Content-Type')?.startsWith('application/json')
    return isJson ? await response.json() : { error: '登录已失效，请刷新本页重新登录后再释放' }
  } catch {
    return { error: '网络不通，份额没有送达，请再试一次' }
  }
}

function ReleaseResult({ answer }: { answer: ReleaseAnswer | null }) {
  if (answer === null) return null
  if ('error' in answer) return <Alert tone="danger" title={answer.error} />
  const { released, broken, wrong } = answer
  return (
    <output>
      {released > 0 ? <Alert tone="success" title={`已释放 ${released} 份份额`} /> : null}
      {broken > 0 ? (
        <Alert tone="warning" title={`${broken} 份份额不能解密，已记为投标人密封有误`}>
          <p>解得的内容与投标人公布的校验值不符或无法解密；所需份数凑齐的，该投标文件仍可开启。</p>
        </Alert>
      ) : null}
      {wrong.length > 0 ? (
        <Alert tone="danger" title="以下份额与投标人公布的校验值不符，没有采用">
          <ul>
            {wrong.map(({ uploadId, bidderName, holderName }) => (
              <li key={uploadId}>
                持有人{holderName}对{bidderName}的投标文件给出的份额
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
    </output>
  )
}
