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
  type DeclareInterestRefusal,
  declareInterest,
} from '#app/commands/declare-interest.server.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { choice, optionalText } from '#app/forms/fields.ts'
import { RadioGroup, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { listCommittee } from '#db/queries/committees.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '利害关系申明 · 共济' }]

const interestForm = z.object({
  conflict: choice('申明内容', ['no', 'yes']),
  reason: optionalText('说明', 500),
})

const REFUSALS: Record<Exclude<DeclareInterestRefusal, 'not-found'>, string> = {
  'reason-missing': '有利害关系时请说明情况',
  'already-declared': '您已经作过申明，不能更改',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'declare-interest')
  const tender = await findTender(db, param(params, 'tenderId'))
  const committee = tender ? await listCommittee(db, tender.id) : []
  const member = committee.find(({ expertId }) => expertId === viewer.userId)
  if (!tender || !member) return notFound('没有由您评审的这个项目')
  return {
    title: tender.terms.title,
    procuringEntityName: tender.procuringEntityName,
    conflict: member.conflict,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'declare-interest')
  const form = await parseForm(request, interestForm)
  if (!form.ok) return invalid(form.state)
  const { conflict, reason } = form.value
  const declared = await declareInterest(context, {
    tenderId: param(params, 'tenderId'),
    conflict: conflict === 'yes',
    reason,
  })
  if (declared.ok) return redirect('/evaluations')
  if (declared.refusal === 'not-found') return notFound('没有由您评审的这个项目')
  return refused(
    REFUSALS[declared.refusal],
    form.state,
    declared.refusal === 'reason-missing' ? 'reason' : 'root',
  )
}

export default function InterestPage() {
  const { title, procuringEntityName, conflict } = useLoaderData<typeof loader>()
  return (
    <Page
      title="利害关系申明"
      crumbs={[{ to: '/evaluations', label: '评审任务' }]}
      lead={`${title} · ${procuringEntityName}`}
    >
      <Section title="申明">
        {conflict === null ? (
          <ActionForm schema={interestForm} submitLabel="提交申明">
            <RadioGroup
              name="conflict"
              legend="本人与本项目采购人、投标人"
              options={[
                { value: 'no', label: '没有利害关系，承诺独立、客观评审' },
                { value: 'yes', label: '有利害关系，申请回避' },
              ]}
            />
            <TextArea name="reason" label="说明" hint="申请回避时必填" required={false} />
          </ActionForm>
        ) : (
          <Alert
            tone="info"
            title={
              conflict ? '您已申明有利害关系并回避，不能查看投标文件。' : '您已申明没有利害关系。'
            }
          />
        )}
      </Section>
    </Page>
  )
}
