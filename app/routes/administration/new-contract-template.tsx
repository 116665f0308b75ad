import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { Page } from '#app/components/page.tsx'
import { saveTemplate } from './save-template.server.ts'
import { TemplateFields } from './template-fields.tsx'

export const meta: MetaFunction = () => [{ title: '新增合同范本 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePermission(request, 'keep-registers')
  return { id: randomUUID() }
}

export async function action({ request }: ActionFunctionArgs) {
  return saveTemplate(request, undefined)
}

export default function NewContractTemplatePage() {
  const { id } = useLoaderData<typeof loader>()
  return (
    <Page
      title="新增合同范本"
      crumbs={[{ to: '/administration/contract-templates', label: '合同范本' }]}
    >
      <TemplateFields
        id={id}
        basedOn=""
        fields={{ termMonths: '36' }}
        lossCauses={[]}
        rows={{ clauses: 3, reviewItems: 3, indicators: 0 }}
      />
    </Page>
  )
}
