import { type ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type ReleaseSharesRefusal,
  type WrongShare,
  releaseShares,
} from '#app/commands/release-shares.server.ts'
import { param } from '#app/http/params.ts'
import { fromBase64 } from '#app/sealing/base64.ts'

export type ReleaseAnswer =
  | { error: string }
  | { released: number; broken: number; wrong: WrongShare[] }

/** Shares of every bid of one tender; a share is a little longer than the key it is of. */
const offeredShares = z.object({
  offered: z
    .array(z.object({ uploadId: z.string().max(100), share: z.base64().max(400).nullable() }))
    .max(1_000),
})

const REFUSALS: Record<ReleaseSharesRefusal, { status: number; text: string }> = {
  'not-found': { status: 404, text: '没有由您负责开标的这个项目' },
  'not-started': { status: 409, text: '开标还没有开始，不能释放份额' },
  'already-opened': { status: 409, text: '投标文件已经开启，不再需要份额' },
  'not-a-holder': { status: 403, text: '您不持有这个项目任何投标文件的份额' },
  'nothing-to-release': { status: 409, text: '送来的份额不属于这个项目的投标文件' },
}

/** Takes the shares that an officer's browser has decrypted. */
export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'open-bids')
  const sent = offeredShares.safeParse(await request.json().catch(() => undefined))
  if (!sent.success) return answer({ error: '份额格式不正确，请刷新本页后重试' }, 400)
  const released = await releaseShares(context, {
    tenderId: param(params, 'tenderId'),
    offered: sent.data.offered.map(({ uploadId, share }) => ({
      uploadId,
      share: share === null ? null : fromBase64(share),
    })),
  })
  if (released.ok) return answer(released.value, 200)
  const { status, text } = REFUSALS[released.refusal]
  return answer({ error: text }, status)
}

function answer(body: ReleaseAnswer, status: number) {
  return Response.json(body, { status })
}
