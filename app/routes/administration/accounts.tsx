import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { organisationKindLabel, roleLabel } from '#app/components/labels.ts'
import { Badge, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { listOrganisations } from '#db/queries/organisations.server.ts'
import { listAccounts } from '#db/queries/users.server.ts'
import { RegisterLinks } from './register-links.tsx'

export const meta: MetaFunction = () => [{ title: '机构与账户 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'manage-accounts')
  return {
    accounts: await listAccounts(db),
    organisations: await listOrganisations(db),
    ownId: viewer.userId,
  }
}

export default function AccountsAdministrationPage() {
  const { accounts, organisations, ownId } = useLoaderData<typeof loader>()
  return (
    <Page
      title="机构与账户"
      lead="系统管理员不能查看任何业务内容。"
      actions={
        <>
          <LinkButton to="/administration/organisations/new" tone="plain">
            登记机构
          </LinkButton>
          <LinkButton to="/administration/accounts/new">开立账户</LinkButton>
        </>
      }
    >
      <RegisterLinks />
      <Section title="机构">
        <DataTable
          caption="机构"
          rows={organisations}
          keyOf={({ id }) => id}
          columns={[
            { header: '名称', cell: ({ name }) => name },
            { header: '类别', cell: ({ kind }) => organisationKindLabel[kind] },
            { header: '统筹地区', cell: ({ region }) => region || '—' },
          ]}
        />
      </Section>
      <Section title="账户">
        <DataTable
          caption="一人一岗：每个账户只有一个岗位"
          rows={accounts}
          keyOf={({ id }) => id}
          columns={[
            { header: '账号', cell: ({ loginName }) => loginName },
            { header: '姓名', cell: ({ name }) => name },
            { header: '岗位', cell: ({ role }) => roleLabel[role] },
            { header: '机构', cell: ({ organisationName }) => organisationName },
            {
              header: '状态',
              cell: ({ disabled }) =>
                disabled ? <Badge tone="danger">已停用</Badge> : <Badge tone="success">正常</Badge>,
            },
            {
              header: '办理',
              cell: ({ id, disabled }) =>
                id === ownId ? (
                  '—'
                ) : (
                  <PostButton
                    action={`/administration/accounts/${id}/disable`}
                    values={{ disabled: disabled ? 'no' : 'yes' }}
                    label={disabled ? '启用' : '停用'}
                    tone={disabled ? 'plain' : 'danger'}
                  />
                ),
            },
          ]}
        />
      </Section>
    </Page>
  )
}
