import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type AnswerBidClarificationRefusal,
  answerBidClarification,
} from '#app/commands/answer-bid-clarification.server.ts'
import { ClarificationTable } from '#app/components/clarification-table.tsx'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { clarificationRule, clarificationState } from '#app/domain/evaluation/bid-clarification.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { identifier, requiredText } from '#app/forms/fields.ts'
import { HiddenField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listOwnBidClarifications } from '#db/queries/reviews.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '澄清投标文件 · 共济' }]

const answerForm = z.object({
  requestId: identifier('澄清要求'),
  answer: requiredText('答复', 5000),
})

const REFUSALS: Record<
  Exclude<AnswerBidClarificationRefusal, 'not-found'>,
  { message: string; field?: string }
> = {
  'answer-missing': { message: '请填写答复', field: 'answer' },
  'lot-failed': { message: '该采购包已流标或终止，无须答复' },
  overdue: { message: '答复期限已过，没有接收；评标委员会将按投标文件继续审查' },
  'already-answered': { message: '这项要求已经答复，不能再改' },
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'answer-bid-clarification')
  const found = (await findLot(db, param(params, 'lotId'))) ?? notFound('没有这个采购包')
  const { lot, tender } = found
  const now = await databaseClock(db)
  const key = { lotId: lot.id, bidderId: viewer.organisationId }
  const clarifications = (await listOwnBidClarifications(db, key)).map((clarification) => ({
    ...clarification,
    state: clarificationState(clarification, now),
  }))
  return {
    lot: { id: lot.id, name: lot.name },
    title: tender.terms.title,
    rule: clarificationRule(tender.terms.regime),
    clarifications,
    open: clarifications.find(({ state }) => state === 'open') ?? null,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'answer-bid-clarification')
  const form = await parseForm(request, answerForm)
  if (!form.ok) return invalid(form.state)
  const answered = await answerBidClarification(context, form.value)
  if (answered.ok) return redirect(`/lots/${param(params, 'lotId')}/clarifications`)
  if (answered.refusal === 'not-found') return notFound('没有向贵公司提出的这项要求')
  const { message, field } = REFUSALS[answered.refusal]
  return refused(message, form.state, field)
}

export default function BidClarificationsPage() {
  const { lot, title, rule, clarifications, open } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`澄清投标文件 · ${lot.name}`}
      crumbs={[
        { to: '/bids', label: '我的投标' },
        { to: `/lots/${lot.id}/bid`, label: lot.name },
      ]}
      lead={title}
    >
      {open ? (
        <Section title="待答复的要求">
          <p className="prose">{open.question}</p>
          <p>
            请于 <ChinaDateTime instant={open.answerDue} /> 前答复，逾期不再接收。
          </p>
          <Alert tone="info">{rule}</Alert>
          <ActionForm key={open.id} schema={answerForm} submitLabel="提交答复">
            <HiddenField name="requestId" value={open.id} />
            <TextArea
              name="answer"
              label="答复"
              rows={8}
              hint="只能澄清、说明或补正，不得更改报价与其他实质性内容；提交后不能再改"
            />
          </ActionForm>
        </Section>
      ) : null}
      <Section title="评标委员会的要求与本公司的答复">
        <ClarificationTable
          caption="定标前仅本公司与评标委员会可见"
          clarifications={clarifications}
          emptyText="评标委员会没有要求本公司澄清投标文件。"
        />
        <p>
          <Link to={`/lots/${lot.id}/bid`}>返回本公司投标</Link>
        </p>
      </Section>
    </Page>
  )
}
