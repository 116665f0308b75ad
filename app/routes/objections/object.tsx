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
import { type FileObjectionRefusal, fileObjection } from '#app/commands/file-objection.server.ts'
import { CountedDay } from '#app/components/counted-day.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { dateText } from '#app/components/format.ts'
import { objectionSubjectLabel, objectionWord } from '#app/components/objection-labels.ts'
import { Badge, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { mayObject, objectionWindow } from '#app/domain/objection/objection-clock.ts'
import { OBJECTION_SUBJECTS } from '#app/domain/objection/objection.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { choice, identifier, optionalText, requiredText } from '#app/forms/fields.ts'
import { HiddenField, SelectField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findObjectionFacts } from '#db/queries/objection-facts.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '提出异议（质疑） · 共济' }]

const objectionForm = z.object({
  objectionId: identifier('标识'),
  lotId: optionalText('采购包', 80),
  subject: choice('对象', OBJECTION_SUBJECTS),
  act: requiredText('所针对的行为', 1000),
  ground: requiredText('事实与法律依据', 5000),
  evidence: requiredText('证据', 2000),
  remedyAsked: requiredText('请求', 1000),
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePermission(request, 'file-objection')
  const tender =
    (await findPublishedTender(db, param(params, 'tenderId'))) ?? notFound('没有这个招标公告')
  const now = await databaseClock(db)
  const { lots, regime, title } = tender.terms
  const whole = await findObjectionFacts(db, tender, null)
  const byLot = await Promise.all(
    lots.map(async ({ id, name }) => ({
      name,
      facts: await findObjectionFacts(db, tender, id),
    })),
  )
  const rows = [
    { subject: 'bidding-documents' as const, place: '', facts: whole },
    { subject: 'procedure' as const, place: '', facts: whole },
    ...byLot.map(({ name, facts }) => ({ subject: 'result' as const, place: name, facts })),
  ]
  return {
    objectionId: randomUUID(),
    tenderId: tender.id,
    title,
    word: objectionWord[regime],
    lots: lots.map(({ id, name }) => ({ value: id, label: name })),
    windows: rows.map(({ subject, place, facts }) => ({
      subject,
      place,
      window: objectionWindow(subject, facts) ?? null,
      open: mayObject(subject, facts, now).ok,
    })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'file-objection')
  const form = await parseForm(request, objectionForm)
  if (!form.ok) return invalid(form.state)
  const tenderId = param(params, 'tenderId')
  const lotId = form.value.lotId || null
  const filed = await fileObjection(context, { ...form.value, tenderId, lotId })
  if (filed.ok) return redirect(`/objections/${form.value.objectionId}`)
  const tender = filed.refusal === 'not-found' ? undefined : await findPublishedTender(db, tenderId)
  if (filed.refusal === 'not-found' || !tender) return notFound('没有这个招标公告')
  const { subject } = form.value
  const window = objectionWindow(subject, await findObjectionFacts(db, tender, lotId))
  const messages: Record<Exclude<FileObjectionRefusal, 'not-found'>, [string, string]> = {
    'lot-missing': ['对结果提出的，须选择采购包', 'lotId'],
    'not-yet': [`${objectionSubjectLabel[subject]}尚未发生或公布，还不能提出`, 'subject'],
    'too-late': [
      window
        ? `已过提出期限（最后一日为${dateText(window.lastDay)}）。依据：${window.rule.source}`
        : '已过提出期限',
      'subject',
    ],
    'not-a-bidder': [
      '对采购过程和结果，只有参加投标的供应商可以提出（政府采购法 第五十二条、招标投标法 第六十五条）',
      'subject',
    ],
    'already-filed': ['已经提出，请在“异议与投诉”中查看', 'root'],
  }
  const [message, field] = messages[filed.refusal]
  return refused(message, form.state, field)
}

export default function ObjectPage() {
  const { objectionId, tenderId, title, word, lots, windows } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`提出${word}`}
      crumbs={[
        { to: '/notices', label: '招标公告' },
        { to: `/notices/${tenderId}`, label: title },
      ]}
      lead="对招标文件，任何保险公司都可以提出；提出不表示参加投标。"
    >
      <Section title="可以提出的期限">
        <DataTable
          caption="最后一日及计算依据"
          rows={windows}
          keyOf={({ subject, place }) => `${subject} ${place}`}
          columns={[
            {
              header: '对象',
              cell: ({ subject, place }) =>
                `${objectionSubjectLabel[subject]}${place ? ` · ${place}` : ''}`,
            },
            {
              header: '现在',
              cell: ({ open, window }) =>
                open ? (
                  <Badge tone="success">可以提出</Badge>
                ) : (
                  <Badge tone="neutral">{window ? '已过期限' : '尚未发生'}</Badge>
                ),
            },
            {
              header: '最后一日',
              cell: ({ window }) => (window ? <CountedDay due={window} /> : '—'),
            },
          ]}
        />
      </Section>
      <Section title={`${word}书`}>
        <ActionForm schema={objectionForm} submitLabel={`提出${word}`}>
          <HiddenField name="objectionId" value={objectionId} />
          <div className="form-grid">
            <SelectField
              name="subject"
              label="对象"
              options={OBJECTION_SUBJECTS.map((value) => ({
                value,
                label: objectionSubjectLabel[value],
              }))}
            />
            <SelectField
              name="lotId"
              label="采购包"
              required={false}
              options={[{ value: '', label: '整个项目' }, ...lots]}
            />
          </div>
          <TextArea name="act" label="所针对的行为" hint="招标文件的条款，或者哪一项采购行为" />
          <TextArea name="ground" label="事实与法律依据" rows={6} />
          <TextArea name="evidence" label="证据" hint="材料名称与来源" />
          <TextArea name="remedyAsked" label="请求" />
        </ActionForm>
      </Section>
    </Page>
  )
}
