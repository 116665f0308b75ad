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
  type CommentOnConsultationRefusal,
  commentOnConsultation,
} from '#app/commands/comment-on-consultation.server.ts'
import { dateText } from '#app/components/format.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { isConsultationOpen } from '#app/domain/consultation/consultation-period.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { identifier, requiredText } from '#app/forms/fields.ts'
import { HiddenField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findConsultation } from '#db/queries/consultations.server.ts'

export const meta: MetaFunction = () => [{ title: '提出意见 · 共济' }]

const commentForm = z.object({
  commentId: identifier('意见标识'),
  comment: requiredText('意见', 5000),
})

const REFUSALS: Record<Exclude<CommentOnConsultationRefusal, 'not-found'>, string> = {
  'too-late': '已过提出意见的最后一日，意见没有提交',
  'already-commented': '这条意见已经提出',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePermission(request, 'comment-on-consultation')
  const consultation =
    (await findConsultation(db, param(params, 'consultationId'))) ?? notFound('没有这次征求意见')
  const { id, title, lastDay } = consultation
  const open = isConsultationOpen(consultation, await databaseClock(db))
  return { commentId: randomUUID(), id, title, lastDay, open }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'comment-on-consultation')
  const form = await parseForm(request, commentForm)
  if (!form.ok) return invalid(form.state)
  const consultationId = param(params, 'consultationId')
  const commented = await commentOnConsultation(context, { ...form.value, consultationId })
  if (commented.ok) return redirect(`/consultations/${consultationId}`)
  if (commented.refusal === 'not-found') return notFound('没有这次征求意见')
  return refused(REFUSALS[commented.refusal], form.state)
}

export default function CommentPage() {
  const { commentId, id, title, lastDay, open } = useLoaderData<typeof loader>()
  return (
    <Page
      title="提出意见"
      crumbs={[
        { to: '/consultations', label: '征求意见' },
        { to: `/consultations/${id}`, label: title },
      ]}
      lead="意见原文公开，不注明是哪一家公司提出的；提出意见不表示参加投标。"
    >
      <Section title="意见">
        {open ? (
          <ActionForm schema={commentForm} submitLabel="提交意见">
            <HiddenField name="commentId" value={commentId} />
            <TextArea
              name="comment"
              label="意见"
              rows={8}
              hint={`请写明所针对的条款、意见和理由；不要写出本公司名称。最后一日 ${dateText(lastDay)}（含当日）`}
            />
          </ActionForm>
        ) : (
          <Alert tone="info" title={`征求意见已于${dateText(lastDay)}结束`} />
        )}
      </Section>
    </Page>
  )
}
