import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import { setAccountDisabled } from '#app/commands/set-account-disabled.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { choice } from '#app/forms/fields.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const disableForm = z.object({ disabled: choice('操作', ['yes', 'no']) })

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'manage-accounts')
  const form = await parseForm(request, disableForm)
  if (!form.ok) return invalid(form.state)
  const changed = await setAccountDisabled(context, {
    userId: param(params, 'userId'),
    disabled: form.value.disabled === 'yes',
  })
  if (changed.ok) return redirect('/administration')
  return changed.refusal === 'not-found' ? notFound('没有这个账户') : refused('不能停用自己的账户')
}

export default function DisableAccountPage() {
  return <OperationPage title="停用或启用账户" back={() => '/administration'} />
}
