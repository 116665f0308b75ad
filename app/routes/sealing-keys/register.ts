import { type ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type RegisterSealingKeyRefusal,
  registerSealingKey,
} from '#app/commands/register-sealing-key.server.ts'
import { identifier } from '#app/forms/fields.ts'

export type RegisterAnswer = { error: string } | { challenge: string }

const registration = z.object({ keyId: identifier('密钥标识'), recipient: z.string().max(100) })

const REFUSALS: Record<RegisterSealingKeyRefusal, string> = {
  'not-a-recipient': '送来的不是密钥的公开部分，请刷新本页后重新生成密钥',
  'recipient-taken': '这把密钥已经登记过，请刷新本页查看',
}

/** Takes the public half of a key that a browser has made. */
export async function action({ request }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-sealing-key')
  const sent = registration.safeParse(await request.json().catch(() => undefined))
  if (!sent.success) return answer({ error: '登记内容不完整，请刷新本页后重试' }, 400)
  const registered = await registerSealingKey(context, sent.data)
  if (!registered.ok) return answer({ error: REFUSALS[registered.refusal] }, 409)
  return answer(registered.value, 200)
}

function answer(body: RegisterAnswer, status: number) {
  return Response.json(body, { status })
}
