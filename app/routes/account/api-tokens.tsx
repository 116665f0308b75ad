import { randomBytes, randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  data,
} from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { tokenHash } from '#app/auth/api-token.server.ts'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type CreateApiTokenRefusal,
  createApiToken,
} from '#app/commands/create-api-token.server.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { Alert, Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, identifier, requiredText } from '#app/forms/fields.ts'
import { type FormState } from '#app/forms/form-state.ts'
import { DateField, HiddenField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { listApiTokens } from '#db/queries/api-tokens.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'

export const meta: MetaFunction = () => [{ title: '接口令牌 · 共济' }]

const tokenForm = z.object({
  tokenId: identifier('令牌标识'),
  label: requiredText('用途', 60),
  expiresOn: chinaDate('最后一天'),
})

const REFUSALS: Record<CreateApiTokenRefusal, { field: string; text: string }> = {
  'label-missing': { field: 'label', text: '请填写用途' },
  'already-over': { field: 'expiresOn', text: '最后一天不能早于今天' },
  'too-far-ahead': { field: 'expiresOn', text: '令牌最长使用一年' },
  'too-many': { field: 'root', text: '有效的令牌已经很多，请先撤销不用的' },
  'already-created': { field: 'root', text: '这个令牌已经建立，且只显示一次；请另建一个' },
}

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'keep-api-tokens')
  const today = dateInChina(await databaseClock(db))
  const tokens = await listApiTokens(db, viewer.userId)
  return { tokenId: randomUUID(), today, tokens }
}

/** A new token is in the answer and nowhere else: reloading the page does not show it again. */
export async function action({ request }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-api-tokens')
  const form = await parseForm(request, tokenForm)
  if (!form.ok) return invalid(form.state)
  const token = `gongji_${randomBytes(32).toString('base64url')}`
  const created = await createApiToken(context, { ...form.value, tokenHash: tokenHash(token) })
  if (created.ok)
    return data({ token, label: form.value.label }, { headers: { 'Cache-Control': 'no-store' } })
  const { field, text } = REFUSALS[created.refusal]
  return refused(text, form.state, field)
}

export default function ApiTokensPage() {
  const { tokenId, today, tokens } = useLoaderData<typeof loader>()
  const answer = useActionData<FormState | { token: string; label: string }>()
  return (
    <Page
      title="接口令牌"
      lead={
        <>
          业务系统以令牌代替登录发送赔付明细，见<Link to="/api">接口说明</Link>
          。账户停用或到期时令牌一并失效。
        </>
      }
    >
      {answer && 'token' in answer ? (
        <Alert
          tone="success"
          title={`令牌“${answer.label}”已建立，只显示这一次，请立即存入业务系统`}
        >
          <p>
            <code className="hash">{answer.token}</code>
          </p>
        </Alert>
      ) : null}
      <Section title="新建令牌">
        <ActionForm key={tokenId} schema={tokenForm} submitLabel="建立令牌">
          <HiddenField name="tokenId" value={tokenId} />
          <div className="form-grid">
            <TextField name="label" label="用途" hint="例如：核心业务系统" />
            <DateField name="expiresOn" label="最后一天" hint="最长一年" />
          </div>
        </ActionForm>
      </Section>
      <Section title="我的令牌">
        <DataTable
          caption="令牌本身不保存，只存其校验值"
          rows={tokens}
          keyOf={({ id }) => id}
          empty={<EmptyState title="还没有令牌" />}
          columns={[
            { header: '用途', cell: ({ label }) => label },
            { header: '最后一天', cell: ({ expiresOn }) => <ChinaDate date={expiresOn} /> },
            {
              header: '建立',
              cell: ({ createdAt }) => <ChinaDateTime instant={createdAt} />,
            },
            {
              header: '状态',
              cell: ({ expiresOn, revokedAt }) =>
                revokedAt ? (
                  <Badge tone="neutral">已撤销</Badge>
                ) : expiresOn < today ? (
                  <Badge tone="warning">已过期</Badge>
                ) : (
                  <Badge tone="success">有效</Badge>
                ),
            },
            {
              header: '操作',
              cell: ({ id, label, revokedAt }) =>
                revokedAt ? null : (
                  <PostButton
                    action={`/account/api-tokens/${id}/revoke`}
                    label={`撤销 ${label}`}
                    tone="danger"
                  />
                ),
            },
          ]}
        />
      </Section>
    </Page>
  )
}
