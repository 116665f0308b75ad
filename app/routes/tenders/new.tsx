import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import { type CreateTenderRefusal, createTender } from '#app/commands/create-tender.server.ts'
import { Alert, Page } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findOrganisation } from '#db/queries/organisations.server.ts'
import { findStartingTerms, listCopySources } from './copy-source.server.ts'
import { CopySourceChooser } from './copy-source-chooser.tsx'
import { listOfficerOptions } from './officer-options.server.ts'
import { defaultsOf } from './tender-defaults.ts'
import { TenderFields } from './tender-fields.tsx'
import { tenderForm, termsFromForm } from './tender-form.ts'

export const meta: MetaFunction = () => [{ title: '新建招标项目 · 共济' }]

const REFUSALS: Record<CreateTenderRefusal, string> = {
  'already-exists': '该项目已经建立，请从项目列表打开',
  'no-such-estimate': '没有这份筹资测算',
}

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'edit-tender')
  const organisation = await findOrganisation(db, viewer.organisationId)
  const now = await databaseClock(db)
  const search = new URL(request.url).searchParams
  const { terms, copiedFrom, estimateId } = await findStartingTerms(viewer, {
    search,
    today: dateInChina(now),
    region: organisation?.region ?? '',
  })
  return {
    tenderId: randomUUID(),
    defaults: defaultsOf(terms),
    copiedFrom,
    estimateId,
    sources: await listCopySources(viewer, { search: search.get('search') ?? '', now }),
    openingOfficers: await listOfficerOptions(now),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireContext(request, 'edit-tender')
  const form = await parseForm(request, tenderForm)
  if (!form.ok) return invalid(form.state)
  const { tenderId, openingOfficers, estimateId } = form.value
  const created = await createTender(context, {
    tenderId,
    terms: termsFromForm(form.value),
    openingOfficers,
    estimateId,
  })
  if (!created.ok) return refused(REFUSALS[created.refusal], form.state)
  return redirect(`/tenders/${tenderId}`)
}

export default function NewTenderPage() {
  const { tenderId, defaults, copiedFrom, estimateId, sources, openingOfficers } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="新建招标项目"
      crumbs={[{ to: '/tenders', label: '招标项目' }]}
      lead="先保存草稿；发布前系统会逐条核对法定要求。"
    >
      <CopySourceChooser sources={sources} />
      {copiedFrom ? (
        <Alert tone="info" title={`以下内容取自${copiedFrom}`}>
          <p>日期已按最早合法时间重新推算；项目编号等请补充填写，并逐项核对。</p>
        </Alert>
      ) : null}
      <TenderFields
        tenderId={tenderId}
        basedOn=""
        estimateId={estimateId}
        defaults={defaults}
        openingOfficers={openingOfficers}
        chosenOfficers={[]}
      />
    </Page>
  )
}
