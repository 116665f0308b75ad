import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import { type SaveTenderRefusal, saveTender } from '#app/commands/save-tender.server.ts'
import { Page } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listOpeningOfficers } from '#db/queries/sealing-keys.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { listOfficerOptions } from './officer-options.server.ts'
import { defaultsOf } from './tender-defaults.ts'
import { TenderFields } from './tender-fields.tsx'
import { tenderForm, termsFromForm } from './tender-form.ts'

export const meta: MetaFunction = () => [{ title: '编辑招标文件 · 共济' }]

const REFUSALS: Record<Exclude<SaveTenderRefusal, 'not-found'>, string> = {
  'already-published': '公告已发布，招标文件不能再直接修改',
  'changed-meanwhile':
    '同事已经保存了新的版本，您的修改没有覆盖它。请复制您的改动，刷新后重新填写。',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'edit-tender')
  const tender = await findTender(db, param(params, 'tenderId'))
  if (!tender || tender.procuringEntityId !== viewer.organisationId)
    return notFound('没有这个招标项目')
  if (tender.publishedAt) throw redirect(`/tenders/${tender.id}`)
  const chosen = await listOpeningOfficers(db, tender.id)
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    basedOn: tender.updatedAt.toISOString(),
    defaults: defaultsOf(tender.terms),
    openingOfficers: await listOfficerOptions(await databaseClock(db)),
    chosenOfficers: chosen.map(({ userId }) => userId),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'edit-tender')
  const form = await parseForm(request, tenderForm)
  if (!form.ok) return invalid(form.state)
  const { openingOfficers, basedOn } = form.value
  const tenderId = param(params, 'tenderId')
  if (basedOn === '' || form.value.tenderId !== tenderId)
    return refused('页面已过期，请刷新后重新填写', form.state)
  const saved = await saveTender(context, {
    tenderId,
    basedOn,
    terms: termsFromForm(form.value),
    openingOfficers,
  })
  if (saved.ok) return redirect(`/tenders/${tenderId}`)
  if (saved.refusal === 'not-found') return notFound('没有这个招标项目')
  return refused(REFUSALS[saved.refusal], form.state)
}

export default function EditTenderPage() {
  const { tenderId, title, basedOn, defaults, openingOfficers, chosenOfficers } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="编辑招标文件"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tenderId}`, label: title || '未命名项目' },
      ]}
    >
      <TenderFields
        tenderId={tenderId}
        basedOn={basedOn}
        defaults={defaults}
        openingOfficers={openingOfficers}
        chosenOfficers={chosenOfficers}
      />
    </Page>
  )
}
