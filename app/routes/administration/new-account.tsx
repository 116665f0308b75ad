import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import { type CreateAccountRefusal, createAccount } from '#app/commands/create-account.server.ts'
import { roleLabel } from '#app/components/labels.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { ROLES } from '#app/domain/actor.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import {
  chinaDate,
  choice,
  emailAddress,
  identifier,
  newPassword,
  optional,
  requiredText,
} from '#app/forms/fields.ts'
import { DateField, HiddenField, SelectField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { listOrganisations } from '#db/queries/organisations.server.ts'

export const meta: MetaFunction = () => [{ title: '开立账户 · 共济' }]

const accountForm = z.object({
  id: identifier('账户标识'),
  organisationId: requiredText('机构'),
  role: choice('岗位', ROLES),
  name: requiredText('姓名', 40),
  loginName: z
    .string({ error: '请填写账号' })
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{2,39}$/, '账号为3至40位小写字母、数字或连字符'),
  password: newPassword('初始密码'),
  email: optional(emailAddress('电子邮箱')),
  validUntil: optional(chinaDate('有效期')),
})

const REFUSALS: Record<CreateAccountRefusal, { field: string; text: string }> = {
  'no-such-organisation': { field: 'organisationId', text: '没有这个机构' },
  'role-not-of-organisation': { field: 'role', text: '该岗位不能属于这类机构' },
  'login-name-taken': { field: 'loginName', text: '账号已被使用' },
  'already-expired': { field: 'validUntil', text: '有效期已过，请填写今天或以后的日期' },
}

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePermission(request, 'manage-accounts')
  const organisations = await listOrganisations(db)
  return {
    id: randomUUID(),
    organisations: organisations.map(({ id, name }) => ({ value: id, label: name })),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireContext(request, 'manage-accounts')
  const form = await parseForm(request, accountForm)
  const state = { ...form.state, values: { ...form.state.values, password: [] } }
  if (!form.ok) return invalid(state)
  const created = await createAccount(context, form.value)
  if (created.ok) return redirect('/administration')
  const { field, text } = REFUSALS[created.refusal]
  return refused(text, state, field)
}

export default function NewAccountPage() {
  const { id, organisations } = useLoaderData<typeof loader>()
  return (
    <Page title="开立账户" crumbs={[{ to: '/administration', label: '机构与账户' }]}>
      <Section title="账户信息">
        <ActionForm schema={accountForm} submitLabel="开立">
          <HiddenField name="id" value={id} />
          <div className="form-grid">
            <SelectField name="organisationId" label="机构" options={organisations} />
            <SelectField
              name="role"
              label="岗位"
              options={ROLES.map((role) => ({ value: role, label: roleLabel[role] }))}
            />
            <TextField name="name" label="姓名" />
            <TextField name="loginName" label="账号" />
            <TextField
              name="password"
              label="初始密码"
              type="password"
              autoComplete="new-password"
            />
            <TextField
              name="email"
              label="电子邮箱"
              type="email"
              hint="站内信同时发送到此邮箱，本人可修改"
              required={false}
            />
            <DateField
              name="validUntil"
              label="有效期至"
              hint="含当日；次日起不能登录"
              required={false}
            />
          </div>
        </ActionForm>
      </Section>
    </Page>
  )
}
