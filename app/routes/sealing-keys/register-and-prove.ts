import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { fromBase64, toBase64 } from '#app/sealing/base64.ts'
import { type SealingKey, decryptWith } from '#app/sealing/sealing-key.ts'
import { type ProveAnswer } from './prove.ts'
import { type RegisterAnswer } from './register.ts'

/**
 * Registers a key's public half and proves in the same go that the private half is at
 * hand. May be tried again after a failure; a refusal is a sentence for its reader.
 */
export async function registerAndProve(
  keyId: string,
  { identity, recipient }: SealingKey,
): Promise<Decision<undefined, string>> {
  const registered = await post<RegisterAnswer>('register', { keyId, recipient })
  if ('error' in registered) return refuse(registered.error)
  const answer = await decryptWith(identity, fromBase64(registered.challenge))
  if (!answer) return refuse('密钥没有解开平台的验证信息，请重新选择密钥文件')
  const proven = await post<ProveAnswer>('prove', { keyId, answer: toBase64(answer) })
  return 'error' in proven ? refuse(proven.error) : accept(undefined)
}

async function post<Answer>(
  act: 'register' | 'prove',
  body: Readonly<Record<string, string>>,
): Promise<Answer | { error: string }> {
  try {
    const response = await fetch(`/account/sealing-key/${act}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const isJson = response.headers.get('Content-Type')?.startsWith('application/json')
    if (!isJson) return { error: '登录已失效，请在新窗口登录后回到本页再试一次' }
    const answer: Answer = await response.json() // its own route's answer
    return answer
  } catch {
    return { error: '网络不通，密钥还没有登记成功，请再试一次' }
  }
}
