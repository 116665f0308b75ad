import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  data,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { dateText } from '#app/components/format.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { OpeningKeyTable } from '#app/components/sealing/opening-key-table.tsx'
import { TermChangesTable } from '#app/components/term-changes-table.tsx'
import { db } from '#app/database.server.ts'
import { isAccountOpen } from '#app/domain/account.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type OpeningKey, isSameKeys, openingKeysOf } from '#app/domain/opening/opening-key.ts'
import {
  type Amendment,
  checkAmendment,
  describeAmendment,
  earliestDeadlineAfterAmendment,
} from '#app/domain/tender/amendment.ts'
import { Answer } from '#app/forms/answer.tsx'
import { type FormState } from '#app/forms/form-state.ts'
import { ConfirmForm } from '#app/forms/confirm-form.tsx'
import { HiddenField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { defaultsOf } from '#app/routes/tenders/tender-defaults.ts'
import { listOfficerOptions } from '#app/routes/tenders/officer-options.server.ts'
import { TenderFields } from '#app/routes/tenders/tender-fields.tsx'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listOpeningOfficerAccounts, listOpeningOfficers } from '#db/queries/sealing-keys.server.ts'
import { findOpeningKeys } from '#db/queries/tender-versions.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { AMEND_REFUSALS, amendForm, amendedTerms, amendmentProblemText } from './amend-form.ts'

export const meta: MetaFunction = () => [{ title: '更正招标文件 · 共济' }]

async function requireOwnTender(request: Request, tenderId: string) {
  const viewer = await requirePermission(request, 'amend-tender')
  const tender = await findTender(db, tenderId)
  if (!tender || tender.procuringEntityId !== viewer.organisationId)
    return notFound('没有这个招标项目')
  if (!tender.publishedAt) throw redirect(`/tenders/${tender.id}/edit`)
  return tender
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const tender = await requireOwnTender(request, param(params, 'tenderId'))
  const chosen = await listOpeningOfficers(db, tender.id)
  const now = await databaseClock(db)
  const { earliest, rule } = earliestDeadlineAfterAmendment(tender.terms.regime, dateInChina(now))
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    version: tender.version,
    lots: tender.terms.lots,
    isOver: now >= tender.facts.bidDeadline,
    earliest,
    rule: rule.source,
    defaults: defaultsOf(tender.terms),
    openingOfficers: await listOfficerOptions(now),
    chosenOfficers: chosen.map(({ userId }) => userId),
  }
}

/** Shows what the amendment would change; nothing is saved before it is confirmed. */
export async function action({ request, params }: ActionFunctionArgs) {
  const tender = await requireOwnTender(request, param(params, 'tenderId'))
  const form = await parseForm(request, amendForm)
  if (!form.ok) return invalid(form.state)
  const terms = amendedTerms(form.value, tender.terms)
  const now = await databaseClock(db)
  const officers = (await listOpeningOfficerAccounts(db)).filter(({ userId }) =>
    form.value.openingOfficers.includes(userId),
  )
  const openingKeys = openingKeysOf(officers)
  const published = await findOpeningKeys(db, { tenderId: tender.id, version: tender.version })
  const keysChanged = !isSameKeys(published, openingKeys)
  const problems = checkAmendment(tender.terms, terms, {
    now,
    openingOfficers: officers.filter((officer) => isAccountOpen(officer, now)),
    keysChanged,
  })
  if (problems.length > 0) return refused(problems.map(amendmentProblemText).join('；'), form.state)
  const amendment = describeAmendment(tender.terms, terms, { keysChanged })
  if (amendment.changes.length === 0) return refused(AMEND_REFUSALS['nothing-changed'], form.state)
  return data({
    ...form.state,
    amendment,
    newKeys: keysChanged ? openingKeys : [],
  } satisfies Preview)
}

type Preview = FormState & { amendment: Amendment; newKeys: OpeningKey[] }

function isPreview(result: FormState): result is Preview {
  return 'amendment' in result
}

export default function AmendTenderPage() {
  const page = useLoaderData<typeof loader>()
  const { tenderId, title, version, lots, isOver, earliest, rule } = page
  const result = useActionData<typeof action>()
  const preview = result && isPreview(result) ? result : undefined
  return (
    <Page
      title={`更正招标文件（第 ${version + 1} 版）`}
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tenderId}`, label: title },
      ]}
      lead="改动先预览，确认后才公告并通知全部保险公司。"
    >
      {preview ? (
        <Answer to={preview}>
          <Section title="更正预览">
            <TermChangesTable changes={preview.amendment.changes} lots={lots} />
            {preview.newKeys.length > 0 ? <OpeningKeyTable keys={preview.newKeys} /> : null}
            {preview.amendment.affectsBids ? (
              <Alert tone="warning" title="本次更正影响投标文件编制">
                已递交的投标须由投标人确认或重新递交，截止前未确认的不予开启。
              </Alert>
            ) : (
              <p>本次更正不影响投标文件编制，已递交的投标继续有效。</p>
            )}
            <ConfirmForm
              action={`/tenders/${tenderId}/amend/confirm`}
              values={preview.values}
              label="确认并发布更正公告"
            />
          </Section>
        </Answer>
      ) : null}
      {isOver ? (
        <Alert tone="danger" title="已到投标截止时间，不能再更正招标文件。" />
      ) : (
        <>
          <p className="muted">
            今日作出的、影响投标的更正，投标截止最早可定为 {dateText(earliest)}。依据：{rule}。
          </p>
          <TenderFields {...page} basedOn="" schema={amendForm} submitLabel="预览更正内容">
            <HiddenField name="basedOnVersion" value={String(version)} />
            <TextArea name="reason" label="更正原因" />
          </TenderFields>
        </>
      )}
    </Page>
  )
}
