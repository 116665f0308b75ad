import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { findViewer, startSession } from '#app/auth/session.server.ts'
import { type SignInRefusal, signIn } from '#app/commands/sign-in.server.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { requiredText } from '#app/forms/fields.ts'
import { HiddenField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'

export const meta: MetaFunction = () => [{ title: '登录 · 共济' }]

const signInForm = z.object({
  loginName: requiredText('账号', 64),
  password: z.string({ error: '请填写密码' }).min(1, '请填写密码').max(200, '密码过长'),
  returnTo: z.string().max(500),
})

const REFUSALS: Record<SignInRefusal, string> = {
  'wrong-credentials': '账号或密码不正确',
  'locked-out': '连续失败次数过多，请15分钟后再试',
}

export async function loader({ request }: LoaderFunctionArgs) {
  if (await findViewer(request)) throw redirect('/start')
  return { returnTo: new URL(request.url).searchParams.get('returnTo') ?? '/start' }
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await parseForm(request, signInForm)
  const withoutPassword = { ...form.state, values: { ...form.state.values, password: [] } }
  if (!form.ok) return invalid(withoutPassword)
  const signedIn = await signIn({ db, clock: databaseClock }, form.value)
  if (!signedIn.ok) return refused(REFUSALS[signedIn.refusal], withoutPassword)
  return redirect(ownPath(form.value.returnTo), {
    headers: { 'Set-Cookie': await startSession(request, signedIn.value.userId) },
  })
}

/** Only a path of this site: an address elsewhere would make the sign-in page a trap. */
function ownPath(returnTo: string): string {
  return /^\/(?![/\\])/.test(returnTo) ? returnTo : '/start'
}

export default function SignInPage() {
  const { returnTo } = useLoaderData<typeof loader>()
  return (
    <div className="narrow">
      <Page title="登录">
        <Section title="账号登录">
          <ActionForm schema={signInForm} submitLabel="登录">
            <TextField name="loginName" label="账号" autoComplete="username" />
            <TextField
              name="password"
              label="密码"
              type="password"
              autoComplete="current-password"
            />
            <HiddenField name="returnTo" value={returnTo} />
          </ActionForm>
        </Section>
      </Page>
    </div>
  )
}
