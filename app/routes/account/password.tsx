import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { z } from 'zod'
import { requireViewer, startSession } from '#app/auth/session.server.ts'
import { type ChangePasswordRefusal, changePassword } from '#app/commands/change-password.server.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { newPassword } from '#app/forms/fields.ts'
import { TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'

export const meta: MetaFunction = () => [{ title: '修改密码 · 共济' }]

const passwordForm = z
  .object({
    current: z
      .string({ error: '请填写现在的密码' })
      .min(1, '请填写现在的密码')
      .max(200, '密码过长'),
    next: newPassword('新密码'),
    again: z.string({ error: '请再次填写新密码' }),
  })
  .refine(({ next, again }) => next === again, {
    path: ['again'],
    message: '两次填写的新密码不一致',
  })

const REFUSALS: Record<ChangePasswordRefusal, { field: string; text: string }> = {
  'wrong-password': { field: 'current', text: '现在的密码不正确' },
  'same-password': { field: 'next', text: '新密码与现在的密码相同' },
}

export async function loader({ request }: LoaderFunctionArgs) {
  await requireViewer(request)
  return null
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request)
  const form = await parseForm(request, passwordForm)
  if (!form.ok) return invalid({ errors: form.state.errors, values: {} })
  const changed = await changePassword({ db, actor: viewer, clock: databaseClock }, form.value)
  if (!changed.ok) {
    const { field, text } = REFUSALS[changed.refusal]
    return refused(text, undefined, field)
  }
  return redirect('/start', {
    headers: { 'Set-Cookie': await startSession(request, viewer.userId) },
  })
}

export default function PasswordPage() {
  return (
    <div className="narrow">
      <Page title="修改密码">
        <Section title="设置新密码">
          <p className="muted">修改后，其他设备上的登录会全部退出。</p>
          <ActionForm schema={passwordForm} submitLabel="修改密码">
            <TextField
              name="current"
              label="现在的密码"
              type="password"
              autoComplete="current-password"
            />
            <TextField
              name="next"
              label="新密码"
              type="password"
              autoComplete="new-password"
              hint="至少10位"
            />
            <TextField
              name="again"
              label="再次填写新密码"
              type="password"
              autoComplete="new-password"
            />
          </ActionForm>
        </Section>
      </Page>
    </div>
  )
}
