import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireViewer } from '#app/auth/session.server.ts'
import { changeEmail } from '#app/commands/change-email.server.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { emailAddress, optional } from '#app/forms/fields.ts'
import { TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findEmail } from '#db/queries/users.server.ts'

export const meta: MetaFunction = () => [{ title: '电子邮箱 · 共济' }]

const emailForm = z.object({ email: optional(emailAddress('电子邮箱')) })

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  return { email: await findEmail(db, viewer.userId) }
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request)
  const form = await parseForm(request, emailForm)
  if (!form.ok) return invalid(form.state)
  const changed = await changeEmail({ db, actor: viewer, clock: databaseClock }, form.value)
  if (!changed.ok) return refused('电子邮箱没有变化', form.state, 'email')
  return redirect('/inbox')
}

export default function EmailPage() {
  const { email } = useLoaderData<typeof loader>()
  return (
    <div className="narrow">
      <Page title="电子邮箱" crumbs={[{ to: '/inbox', label: '站内信' }]}>
        <Section title="接收站内信的邮箱">
          <p className="muted">站内信会同时发送到此邮箱。留空则只在站内查看。</p>
          <ActionForm schema={emailForm} submitLabel="保存">
            <TextField
              name="email"
              label="电子邮箱"
              type="email"
              autoComplete="email"
              defaultValue={email ?? ''}
              required={false}
            />
          </ActionForm>
        </Section>
      </Page>
    </div>
  )
}
