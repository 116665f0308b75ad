import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type AppointCommitteeRefusal,
  appointCommittee,
} from '#app/commands/appoint-committee.server.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { committeeSizeRule } from '#app/domain/evaluation/committee.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { choices, requiredText } from '#app/forms/fields.ts'
import { CheckboxGroup, SelectField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listCommittee } from '#db/queries/evaluations.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { listActiveAccounts } from '#db/queries/users.server.ts'

export const meta: MetaFunction = () => [{ title: '评标委员会 · 共济' }]

const committeeForm = z.object({ experts: choices('评审专家'), chairId: requiredText('组长') })

const REFUSALS: Record<Exclude<AppointCommitteeRefusal, 'not-found'>, string> = {
  'not-published': '招标公告发布后才能组建评标委员会',
  'not-an-expert': '所选人员不是可用的评审专家',
  'breaks-a-rule':
    '委员会组成不符合规定：人数应为单数并达到法定人数，专家不少于三分之二，且组长须为成员之一',
  'scoring-signed': '已有专家签署评分表，不能再更换委员会',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'appoint-committee')
  const tender = await findTender(db, param(params, 'tenderId'))
  if (!tender?.publishedAt || tender.procuringEntityId !== viewer.organisationId)
    return notFound('没有这个招标项目')
  const { regime, budget } = tender.terms
  const rule = committeeSizeRule({ regime, budget, today: dateInChina(await databaseClock(db)) })
  const experts = await listActiveAccounts(db, 'expert')
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    rule: rule.source,
    committee: await listCommittee(db, tender.id),
    experts: experts.map(({ id, name, organisationName }) => ({
      value: id,
      label: `${name}（${organisationName}）`,
    })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'appoint-committee')
  const form = await parseForm(request, committeeForm)
  if (!form.ok) return invalid(form.state)
  const tenderId = param(params, 'tenderId')
  const { experts, chairId } = form.value
  const members = experts.map((expertId) => ({
    expertId,
    kind: 'expert' as const,
    chair: expertId === chairId,
  }))
  const appointed = await appointCommittee(context, { tenderId, members })
  if (appointed.ok) return redirect(`/tenders/${tenderId}/committee`)
  if (appointed.refusal === 'not-found') return notFound('没有这个招标项目')
  return refused(REFUSALS[appointed.refusal], form.state)
}

export default function CommitteePage() {
  const { tenderId, title, rule, committee, experts } = useLoaderData<typeof loader>()
  return (
    <Page
      title="评标委员会"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tenderId}`, label: title },
      ]}
    >
      <Section title="现有成员">
        <DataTable
          caption="成员在接触投标文件前须申明有无利害关系"
          rows={committee}
          keyOf={({ expertId }) => expertId}
          empty={<EmptyState title="尚未组建评标委员会">在下方勾选成员并指定组长。</EmptyState>}
          columns={[
            { header: '姓名', cell: ({ name }) => name },
            { header: '所属', cell: ({ organisationName }) => organisationName },
            { header: '身份', cell: ({ chair }) => (chair ? '组长' : '成员') },
            {
              header: '利害关系',
              cell: ({ conflict, conflictReason }) =>
                conflict === null ? (
                  <Badge tone="warning">待申明</Badge>
                ) : conflict ? (
                  <Badge tone="danger">回避：{conflictReason}</Badge>
                ) : (
                  <Badge tone="success">无</Badge>
                ),
            },
          ]}
        />
      </Section>
      <Section title="组建或调整">
        <p className="muted">依据：{rule}</p>
        <ActionForm schema={committeeForm} submitLabel="确定委员会组成">
          <CheckboxGroup
            name="experts"
            legend="评审专家"
            options={experts}
            defaultValues={committee.map(({ expertId }) => expertId)}
          />
          <SelectField
            name="chairId"
            label="组长"
            options={experts}
            defaultValue={committee.find(({ chair }) => chair)?.expertId}
          />
        </ActionForm>
      </Section>
    </Page>
  )
}
