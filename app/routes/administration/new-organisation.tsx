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
import { createOrganisation } from '#app/commands/create-organisation.server.ts'
import { organisationKindLabel } from '#app/components/labels.ts'
import { Page, Section } from '#app/components/page.tsx'
import { ORGANISATION_KINDS } from '#app/domain/actor.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { choice, identifier, optionalText, requiredText } from '#app/forms/fields.ts'
import { HiddenField, SelectField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'

export const meta: MetaFunction = () => [{ title: '登记机构 · 共济' }]

const organisationForm = z.object({
  id: identifier('机构标识'),
  name: requiredText('机构名称', 100),
  kind: choice('机构类别', ORGANISATION_KINDS),
  region: optionalText('统筹地区', 40),
})

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePermission(request, 'manage-accounts')
  return { id: randomUUID() }
}

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireContext(request, 'manage-accounts')
  const form = await parseForm(request, organisationForm)
  if (!form.ok) return invalid(form.state)
  const created = await createOrganisation(context, form.value)
  return created.ok ? redirect('/administration') : refused('已有同名机构', form.state, 'name')
}

export default function NewOrganisationPage() {
  const { id } = useLoaderData<typeof loader>()
  return (
    <Page title="登记机构" crumbs={[{ to: '/administration', label: '机构与账户' }]}>
      <Section title="机构信息">
        <ActionForm schema={organisationForm} submitLabel="登记">
          <HiddenField name="id" value={id} />
          <div className="form-grid">
            <TextField name="name" label="机构名称" />
            <SelectField
              name="kind"
              label="机构类别"
              options={ORGANISATION_KINDS.map((kind) => ({
                value: kind,
                label: organisationKindLabel[kind],
              }))}
            />
            <TextField name="region" label="统筹地区" required={false} />
          </div>
        </ActionForm>
      </Section>
    </Page>
  )
}
