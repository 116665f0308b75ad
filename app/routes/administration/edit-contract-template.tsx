import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { Page } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractTemplate } from '#db/queries/contract-templates.server.ts'
import { saveTemplate } from './save-template.server.ts'
import { TemplateFields } from './template-fields.tsx'
import { templateDefaults } from './template-form.ts'

export const meta: MetaFunction = () => [{ title: '修改合同范本 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePermission(request, 'keep-registers')
  const template = await findContractTemplate(db, param(params, 'templateId'))
  if (!template) return notFound('没有这份合同范本')
  if (template.retiredAt) throw redirect(`/administration/contract-templates/${template.id}`)
  const { id, name, savedAt, content } = template
  return {
    id,
    name,
    basedOn: savedAt.toISOString(),
    fields: templateDefaults(template),
    lossCauses: content.policyLossCauses ?? [],
    rows: {
      clauses: content.clauses.length,
      reviewItems: content.reviewItems.length,
      indicators: content.assessment?.indicators.length ?? 0,
    },
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  return saveTemplate(request, param(params, 'templateId'))
}

export default function EditContractTemplatePage() {
  const { id, name, basedOn, fields, lossCauses, rows } = useLoaderData<typeof loader>()
  return (
    <Page
      title="修改合同范本"
      crumbs={[
        { to: '/administration/contract-templates', label: '合同范本' },
        { to: `/administration/contract-templates/${id}`, label: name },
      ]}
    >
      <TemplateFields
        id={id}
        basedOn={basedOn}
        fields={fields}
        lossCauses={lossCauses}
        rows={rows}
      />
    </Page>
  )
}
