import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type AnswerHeadcountRefusal,
  answerHeadcount,
} from '#app/commands/answer-headcount.server.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, Count, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { choice, identifier, optionalText } from '#app/forms/fields.ts'
import { HiddenField, RadioGroup, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { HeadcountHistory } from './headcount-history.tsx'
import { loadPremium } from './load-premium.server.ts'
import { headcountKindLabel } from './premium-labels.ts'

export const meta: MetaFunction = () => [{ title: '答复参保人数 · 共济' }]

const answerForm = z.object({
  headcountId: identifier('登记'),
  answer: choice('答复', ['agree', 'dispute']),
  reason: optionalText('异议理由'),
})

const REFUSALS: Record<
  Exclude<AnswerHeadcountRefusal, 'not-found'>,
  { message: string; field?: string }
> = {
  'reason-missing': { message: '请说明异议理由', field: 'reason' },
  'already-answered': { message: '这一人数已经答复' },
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'answer-headcount')
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  const view = await loadPremium(year, viewer)
  return {
    year: view.year,
    headcounts: view.headcounts,
    before: view.compared.at(-1),
    pending: view.headcounts.find(({ agreed }) => agreed === null) ?? null,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'answer-headcount')
  const form = await parseForm(request, answerForm)
  if (!form.ok) return invalid(form.state)
  const { headcountId, answer, reason } = form.value
  const answered = await answerHeadcount(context, {
    headcountId,
    agreed: answer === 'agree',
    reason,
  })
  if (answered.ok) return redirect(`/contract-years/${param(params, 'yearId')}/headcount`)
  if (answered.refusal === 'not-found') return notFound('没有登记这一人数')
  const { message, field } = REFUSALS[answered.refusal]
  return refused(message, form.state, field)
}

export default function AnswerHeadcountPage() {
  const { year, headcounts, pending, before } = useLoaderData<typeof loader>()
  return (
    <Page
      title="答复参保人数"
      crumbs={[
        { to: `/contract-years/${year.id}`, label: `第${year.number}合同年度` },
        { to: `/contract-years/${year.id}/headcount`, label: '参保人数' },
      ]}
    >
      {pending ? (
        <Section title={`${headcountKindLabel[pending.kind]}（第${pending.version}次登记）`}>
          <DefinitionList
            items={[
              { label: '人数', value: <Count value={pending.headcount} unit="人" /> },
              {
                label: '比前一口径',
                value: before ? (
                  <Count value={pending.headcount - before.headcount} unit="人" />
                ) : (
                  '—'
                ),
              },
              { label: '年度保费', value: <Money fen={pending.premium} /> },
              {
                label: '保费增减',
                value: before ? <Money fen={pending.premium - before.premium} /> : '—',
              },
              { label: '参保时点', value: <ChinaDate date={pending.enrolmentDate} /> },
              { label: '数据来源', value: pending.source },
              { label: '依据文件', value: pending.document },
            ]}
          />
          <ActionForm schema={answerForm} submitLabel="答复">
            <HiddenField name="headcountId" value={pending.id} />
            <RadioGroup
              name="answer"
              legend="答复"
              options={[
                { value: 'agree', label: '确认这一人数' },
                { value: 'dispute', label: '有异议' },
              ]}
            />
            <TextArea name="reason" label="异议理由" hint="有异议时必填" />
          </ActionForm>
        </Section>
      ) : (
        <EmptyState title="没有等待答复的人数" />
      )}
      <Section title="登记与答复">
        <HeadcountHistory headcounts={headcounts} />
      </Section>
    </Page>
  )
}
