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
  type ReplyToCommentRefusal,
  replyToComment,
} from '#app/commands/reply-to-comment.server.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { ChinaDate } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { choice, requiredText } from '#app/forms/fields.ts'
import { RadioGroup, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findCommentToOwnTender } from '#db/queries/consultation-comments.server.ts'

export const meta: MetaFunction = () => [{ title: '答复意见 · 共济' }]

const replyForm = z.object({
  adopted: choice('是否采纳', ['yes', 'no']),
  reply: requiredText('答复', 5000),
})

const REFUSALS: Record<Exclude<ReplyToCommentRefusal, 'not-found'>, string> = {
  'already-replied': '这条意见已经答复，不能再次答复',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'reply-to-comment')
  const key = { id: param(params, 'commentId'), procuringEntityId: viewer.organisationId }
  return (await findCommentToOwnTender(db, key)) ?? notFound('没有这条意见')
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'reply-to-comment')
  const form = await parseForm(request, replyForm)
  if (!form.ok) return invalid(form.state)
  const replied = await replyToComment(context, {
    commentId: param(params, 'commentId'),
    adopted: form.value.adopted === 'yes',
    reply: form.value.reply,
  })
  if (replied.ok) return redirect(`/consultations/${replied.value.consultationId}#comments`)
  if (replied.refusal === 'not-found') return notFound('没有这条意见')
  return refused(REFUSALS[replied.refusal], form.state)
}

export default function ReplyPage() {
  const { consultationId, consultationTitle, comment, commentedOn, reply } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="答复意见"
      crumbs={[
        { to: '/consultations', label: '征求意见' },
        { to: `/consultations/${consultationId}`, label: consultationTitle },
      ]}
      lead="答复对所有人公开，答复后不能修改。采纳的意见请在招标文件草稿中修改。"
    >
      <Section title="意见">
        <p className="prose">{comment}</p>
        <p className="muted">
          <ChinaDate date={commentedOn} /> 提出
        </p>
      </Section>
      <Section title="答复">
        {reply ? (
          <Alert tone="info" title={REFUSALS['already-replied']}>
            <p className="prose">{reply}</p>
          </Alert>
        ) : (
          <ActionForm schema={replyForm} submitLabel="公布答复">
            <RadioGroup
              name="adopted"
              legend="是否采纳"
              options={[
                { value: 'yes', label: '采纳' },
                { value: 'no', label: '不采纳' },
              ]}
            />
            <TextArea
              name="reply"
              label="答复"
              rows={6}
              hint="采纳的写明如何修改，不采纳的写明理由"
            />
          </ActionForm>
        )}
      </Section>
    </Page>
  )
}
