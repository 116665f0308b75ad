import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type RevokeApiTokenRefusal,
  revokeApiToken,
} from '#app/commands/revoke-api-token.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const REFUSALS: Record<Exclude<RevokeApiTokenRefusal, 'not-found'>, string> = {
  'already-revoked': '这个令牌已经撤销',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-api-tokens')
  const revoked = await revokeApiToken(context, { tokenId: param(params, 'tokenId') })
  if (revoked.ok) return redirect('/account/api-tokens')
  if (revoked.refusal === 'not-found') return notFound('没有这个令牌')
  return refused(REFUSALS[revoked.refusal])
}

export default function RevokeTokenPage() {
  return <OperationPage title="撤销接口令牌" back={() => '/account/api-tokens'} />
}
