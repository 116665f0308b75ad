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
import {
  type RequestBidClarificationRefusal,
  requestBidClarification,
} from '#app/commands/request-bid-clarification.server.ts'
import { ClarificationTable } from '#app/components/clarification-table.tsx'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import {
  SHORTEST_ANSWER_MINUTES,
  clarificationRule,
  clarificationState,
} from '#app/domain/evaluation/bid-clarification.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDateTime, identifier, requiredText } from '#app/forms/fields.ts'
import { DateTimeField, HiddenField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listBidClarifications } from '#db/queries/reviews.server.ts'
import { findLotUnderEvaluation } from '#db/queries/scoring.server.ts'
import { requireOpenedLot } from './evaluation-access.server.ts'

export const meta: MetaFunction = () => [{ title: '要求澄清投标文件 · 共济' }]

const requestForm = z.object({
  requestId: identifier('要求标识'),
  question: requiredText('要求澄清、说明或补正的内容', 2000),
  answerDue: chinaDateTime('答复期限'),
})

const REFUSALS: Record<
  Exclude<RequestBidClarificationRefusal, 'not-found'>,
  { message: string; field?: string }
> = {
  'not-yours': { message: '澄清由评标委员会组长提出' },
  'question-missing': { message: '请写明要求澄清、说明或补正的内容', field: 'question' },
  'due-too-soon': {
    message: `答复期限应在${SHORTEST_ANSWER_MINUTES}分钟以后，使投标人有时间作出书面答复`,
    field: 'answerDue',
  },
  'lot-failed': { message: '该采购包已流标或终止' },
  'already-reviewed': { message: '这份投标文件已有审查结论，不能再要求澄清' },
  'already-asked': { message: '这项要求已经发出，没有重复' },
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'request-bid-clarification')
  const { lot, tender, member } = await requireOpenedLot(viewer, param(params, 'lotId'))
  const { round, bids, progress } = await findLotUnderEvaluation(db, lot.id)
  const submissionId = param(params, 'submissionId')
  const bid = bids.find((entry) => entry.submissionId === submissionId)
  if (!member?.chair || !bid) return notFound('没有这份投标文件')
  const now = await databaseClock(db)
  const clarifications = (await listBidClarifications(db, lot.id, round))
    .filter((clarification) => clarification.submissionId === submissionId)
    .map((clarification) => ({
      ...clarification,
      state: clarificationState(clarification, now),
    }))
  return {
    lot: { id: lot.id, name: lot.name },
    title: tender.terms.title,
    bidderName: bid.bidderName,
    rule: clarificationRule(tender.terms.regime),
    clarifications,
    mayAsk: progress.waiting.some(
      ({ bidId, stage }) => bidId === submissionId && stage === 'compliance',
    ),
    requestId: randomUUID(),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'request-bid-clarification')
  const form = await parseForm(request, requestForm)
  if (!form.ok) return invalid(form.state)
  const lotId = param(params, 'lotId')
  const submissionId = param(params, 'submissionId')
  const asked = await requestBidClarification(context, { lotId, submissionId, ...form.value })
  if (asked.ok) return redirect(`/lots/${lotId}/reviews?bid=${submissionId}`)
  if (asked.refusal === 'not-found') return notFound('没有这份投标文件')
  const { message, field } = REFUSALS[asked.refusal]
  return refused(message, form.state, field)
}

export default function RequestClarificationPage() {
  const { lot, title, bidderName, rule, clarifications, mayAsk, requestId } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title={`要求澄清：${bidderName}`}
      crumbs={[
        { to: '/evaluations', label: '评审任务' },
        { to: `/lots/${lot.id}/reviews`, label: `审查 · ${lot.name}` },
      ]}
      lead={title}
    >
      <Section title="提出要求">
        <Alert tone="info">{rule}</Alert>
        {mayAsk ? (
          <ActionForm schema={requestForm} submitLabel="发出要求">
            <HiddenField name="requestId" value={requestId} />
            <TextArea
              name="question"
              label="要求澄清、说明或补正的内容"
              rows={6}
              hint="只通知这一家投标人；不得暗示或者诱导，不得要求更改报价与其他实质性内容"
            />
            <DateTimeField
              name="answerDue"
              label="答复期限"
              hint={`北京时间，至少${SHORTEST_ANSWER_MINUTES}分钟以后；到期未答复的，按投标文件继续审查`}
            />
          </ActionForm>
        ) : (
          <p className="muted">这份投标文件已有审查结论，不能再要求澄清。</p>
        )}
      </Section>
      {clarifications.length > 0 ? (
        <Section title="已提出的要求">
          <ClarificationTable
            caption="按提出时间排列"
            clarifications={clarifications}
            emptyText="尚未提出要求"
          />
        </Section>
      ) : null}
    </Page>
  )
}
