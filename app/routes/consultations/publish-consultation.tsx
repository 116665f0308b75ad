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
  type PublishConsultationRefusal,
  publishConsultation,
} from '#app/commands/publish-consultation.server.ts'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import {
  MOST_CONSULTATION_DAYS,
  isConsultationOpen,
} from '#app/domain/consultation/consultation-period.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, identifier, requiredText } from '#app/forms/fields.ts'
import { DateField, HiddenField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, pageNumber, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findOpenConsultation, listConsultations } from '#db/queries/consultations.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { ConsultationTable } from './consultation-table.tsx'

export const meta: MetaFunction = () => [{ title: '征求意见 · 共济' }]

const consultationForm = z.object({
  consultationId: identifier('征求意见标识'),
  introduction: requiredText('说明', 2000),
  lastDay: chinaDate('最后一日'),
})

const REFUSALS: Record<
  Exclude<PublishConsultationRefusal, 'not-found'>,
  { text: string; field?: string }
> = {
  'already-published': { text: '招标公告已经发布，不能再征求意见' },
  'last-day-is-past': { text: '最后一日不能早于今天', field: 'lastDay' },
  'last-day-too-far': {
    text: `最后一日应在${MOST_CONSULTATION_DAYS}日以内：征求意见期间不能发布公告，也不能撤回`,
    field: 'lastDay',
  },
  'consultation-open': { text: '上一次征求意见还没有结束' },
  'already-exists': { text: '这次征求意见已经发布' },
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'publish-consultation')
  const tender = await findTender(db, param(params, 'tenderId'))
  if (tender?.procuringEntityId !== viewer.organisationId) return notFound('没有这个招标项目')
  const url = new URL(request.url)
  const page = pageNumber(url)
  const now = await databaseClock(db)
  const today = dateInChina(now)
  const found = await listConsultations(
    db,
    { search: '', state: '', tenderId: tender.id },
    { today, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
  )
  return {
    consultationId: randomUUID(),
    tenderId: tender.id,
    title: tender.terms.title,
    isPublished: tender.publishedAt !== null,
    isOpen: (await findOpenConsultation(db, tender.id, today)) !== undefined,
    items: found.items.map((item) => ({ ...item, open: isConsultationOpen(item, now) })),
    total: found.total,
    page,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'publish-consultation')
  const form = await parseForm(request, consultationForm)
  if (!form.ok) return invalid(form.state)
  const tenderId = param(params, 'tenderId')
  const published = await publishConsultation(context, { ...form.value, tenderId })
  if (published.ok) return redirect(`/consultations/${form.value.consultationId}`)
  if (published.refusal === 'not-found') return notFound('没有这个招标项目')
  const { text, field } = REFUSALS[published.refusal]
  return refused(text, form.state, field)
}

export default function PublishConsultationPage() {
  const { consultationId, tenderId, title, isPublished, isOpen, items, total, page } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="征求意见"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tenderId}`, label: title },
      ]}
      lead="发布招标公告前，可以把草稿公开征求意见；公开的是发布当时的条款，之后仍可修改草稿。"
    >
      <Section title="本项目的征求意见">
        <ConsultationTable items={items} empty="发布后在这里查看意见并答复。" />
        {total > 0 ? <Pagination total={total} page={page} /> : null}
      </Section>
      <Section title="发布征求意见">
        {isPublished ? (
          <Alert tone="info" title={REFUSALS['already-published'].text} />
        ) : isOpen ? (
          <Alert tone="info" title={REFUSALS['consultation-open'].text}>
            <p>最后一日过后可以发布招标公告，或者再次征求意见。</p>
          </Alert>
        ) : (
          <ActionForm schema={consultationForm} submitLabel="发布征求意见">
            <HiddenField name="consultationId" value={consultationId} />
            <TextArea
              name="introduction"
              label="说明"
              rows={6}
              hint="征求意见的背景、重点条款；原文公开"
            />
            <DateField
              name="lastDay"
              label="最后一日"
              hint={`含当日；最长${MOST_CONSULTATION_DAYS}日。期间不能发布招标公告，发布后不能撤回或改期`}
            />
          </ActionForm>
        )}
      </Section>
    </Page>
  )
}
