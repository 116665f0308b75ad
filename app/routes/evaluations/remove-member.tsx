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
  type RemoveCommitteeMemberRefusal,
  removeCommitteeMember,
} from '#app/commands/remove-committee-member.server.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { requiredText } from '#app/forms/fields.ts'
import { SelectField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listCommittee } from '#db/queries/committees.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '更换评标委员会成员 · 共济' }]

const removalForm = z.object({
  expertId: requiredText('成员'),
  reason: requiredText('理由', 200),
})

const REFUSALS: Record<Exclude<RemoveCommitteeMemberRefusal, 'not-found'>, string> = {
  'reason-missing': '请填写理由',
  'scoring-signed':
    '已有专家签署评分表，只有申明回避或账户已停用、到期的成员才能更换，以免选择由谁的评分计入',
  'evaluation-complete': '各采购包均已评审完毕，成员不再变更',
  'not-a-member': '该专家不在评标委员会中',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'appoint-committee')
  const tender = await findTender(db, param(params, 'tenderId'))
  if (!tender?.publishedAt || tender.procuringEntityId !== viewer.organisationId)
    return notFound('没有这个招标项目')
  const committee = await listCommittee(db, tender.id)
  const today = dateInChina(await databaseClock(db))
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    rule: requiredParameterOn(tender.terms.regime, 'memberReplacement', today).source,
    members: committee.map(({ expertId, name, organisationName }) => ({
      value: expertId,
      label: `${name}（${organisationName}）`,
    })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'appoint-committee')
  const form = await parseForm(request, removalForm)
  if (!form.ok) return invalid(form.state)
  const tenderId = param(params, 'tenderId')
  const removed = await removeCommitteeMember(context, { tenderId, ...form.value })
  if (removed.ok) return redirect(`/tenders/${tenderId}/committee`)
  if (removed.refusal === 'not-found') return notFound('没有这个招标项目')
  return refused(REFUSALS[removed.refusal], form.state)
}

export default function RemoveMemberPage() {
  const { tenderId, title, rule, members } = useLoaderData<typeof loader>()
  return (
    <Page
      title="更换成员"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tenderId}`, label: title },
        { to: `/tenders/${tenderId}/committee`, label: '评标委员会' },
      ]}
      lead="账户停用、聘期届满、缺席或因健康等原因不能继续评审的成员由此退出，再补抽专家。"
    >
      <Section title="退出的成员">
        <p className="muted">{rule}</p>
        <ActionForm schema={removalForm} submitLabel="确认退出">
          <SelectField name="expertId" label="成员" options={members} />
          <TextArea name="reason" label="理由" hint="写入委员会名册，不能更改" />
        </ActionForm>
      </Section>
    </Page>
  )
}
