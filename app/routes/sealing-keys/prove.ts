import { type ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type ProveSealingKeyRefusal,
  proveSealingKey,
} from '#app/commands/prove-sealing-key.server.ts'
import { identifier } from '#app/forms/fields.ts'

export type ProveAnswer = { error: string } | { provenAt: string }

const proof = z.object({ keyId: identifier('密钥标识'), answer: z.string().max(100) })

const REFUSALS: Record<ProveSealingKeyRefusal, { status: number; text: string }> = {
  'not-found': { status: 404, text: '没有登记过这把密钥，请刷新本页后重试' },
  'wrong-answer': { status: 409, text: '密钥没有解开平台的验证信息，不能证明持有' },
  'already-proven': { status: 409, text: '这把密钥已经证明过，请刷新本页查看' },
}

/** Takes the challenge of a registered key in the clear, as only its holder can read it. */
export async function action({ request }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-sealing-key')
  const sent = proof.safeParse(await request.json().catch(() => undefined))
  if (!sent.success) return answer({ error: '证明内容不完整，请刷新本页后重试' }, 400)
  const proven = await proveSealingKey(context, sent.data)
  if (proven.ok) return answer({ provenAt: proven.value.provenAt.toISOString() }, 200)
  const { status, text } = REFUSALS[proven.refusal]
  return answer({ error: text }, status)
}

function answer(body: ProveAnswer, status: number) {
  return Response.json(body, { status })
}
