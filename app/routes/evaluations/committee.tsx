import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import { appointCommittee } from '#app/commands/appoint-committee.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { committeeSizeRule } from '#app/domain/evaluation/committee.ts'
import { registerExclusion } from '#app/domain/evaluation/expert-pool.ts'
import { requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { choices, optionalText, requiredText } from '#app/forms/fields.ts'
import { CheckboxGroup, SelectField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import {
  type CommitteeMember,
  listCommittee,
  listFormerMembers,
} from '#db/queries/committees.server.ts'
import { listPoolCandidates, listRepresentatives } from '#db/queries/experts.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { listActiveAccounts } from '#db/queries/users.server.ts'
import { committeeRefusalText } from './committee-refusal-text.ts'
import { CommitteeTable, FormerMembersTable } from './committee-tables.tsx'

export const meta: MetaFunction = () => [{ title: '评标委员会 · 共济' }]

const committeeForm = z.object({
  experts: choices('评审专家'),
  representatives: choices('采购人代表'),
  chairId: requiredText('组长'),
  outsideDraw: optionalText('抽取文件', 200)
    .optional()
    .transform((text) => text ?? ''), // not asked where the draw was made here
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'appoint-committee')
  const tender = await findTender(db, param(params, 'tenderId'))
  if (!tender?.publishedAt || tender.procuringEntityId !== viewer.organisationId)
    return notFound('没有这个招标项目')
  const { regime, budget, title } = tender.terms
  const today = dateInChina(await databaseClock(db))
  const accounts = await listActiveAccounts(db, 'expert', today)
  const candidates = await listPoolCandidates(db, today)
  const experts = accounts.filter(({ id }) => candidates.some(({ expertId }) => expertId === id))
  const representatives = await listRepresentatives(db, viewer.organisationId, today)
  const committee = await listCommittee(db, tender.id)
  return {
    tenderId: tender.id,
    title,
    rules: [
      committeeSizeRule({ regime, budget, today }).source,
      requiredParameterOn(regime, 'expertShare', today).source,
    ],
    committee: committee.map((member) => {
      const candidate = candidates.find(({ expertId }) => expertId === member.expertId)
      const exclusion = candidate && registerExclusion(candidate, { today, speciality: '' })
      const unfit = exclusion === 'account-closed' || exclusion === 'term-over' ? exclusion : null
      return { ...member, unfit }
    }),
    drawnIds: drawnExperts(committee),
    former: await listFormerMembers(db, tender.id),
    experts: experts.map(({ id, name, organisationName }) => ({
      value: id,
      label: `${name}（${organisationName}）`,
    })),
    representatives: representatives.map(({ id, name }) => ({ value: id, label: name })),
  }
}

/** Where experts were drawn, the form does not choose them. */
function drawnExperts(committee: readonly CommitteeMember[]): string[] {
  const experts = committee.filter(({ kind, conflict }) => kind === 'expert' && conflict !== true)
  return experts.some(({ drawNumber }) => drawNumber !== null)
    ? experts.map(({ expertId }) => expertId)
    : []
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'appoint-committee')
  const form = await parseForm(request, committeeForm)
  if (!form.ok) return invalid(form.state)
  const tenderId = param(params, 'tenderId')
  const { experts, representatives, chairId, outsideDraw } = form.value
  const drawn = drawnExperts(await listCommittee(db, tenderId))
  const members = [
    ...(drawn.length > 0 ? drawn : experts).map((expertId) => ({
      expertId,
      kind: 'expert' as const,
      chair: expertId === chairId,
    })),
    ...representatives.map((expertId) => ({
      expertId,
      kind: 'procuring-entity-representative' as const,
      chair: expertId === chairId,
    })),
  ]
  const appointed = await appointCommittee(context, { tenderId, members, outsideDraw })
  if (appointed.ok) return redirect(`/tenders/${tenderId}/committee`)
  const tender = await findTender(db, tenderId)
  if (appointed.refusal === 'not-found' || !tender) return notFound('没有这个招标项目')
  const { regime, budget } = tender.terms
  const today = dateInChina(await databaseClock(db))
  const text = committeeRefusalText(appointed.refusal, members, { regime, budget, today })
  return refused(text, form.state)
}

export default function CommitteePage() {
  const page = useLoaderData<typeof loader>()
  const { tenderId, title, rules, committee, drawnIds, former, experts, representatives } = page
  const isDrawn = drawnIds.length > 0
  const sitting = committee.filter(({ conflict }) => conflict !== true)
  const chairs = isDrawn ? experts.filter(({ value }) => drawnIds.includes(value)) : experts
  return (
    <Page
      title="评标委员会"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tenderId}`, label: title },
      ]}
      lead="成员名单在中标结果确定前保密。"
      actions={
        <>
          {committee.length > 0 ? (
            <LinkButton to={`/tenders/${tenderId}/committee/removal`} tone="plain">
              更换成员
            </LinkButton>
          ) : null}
          <LinkButton to={`/tenders/${tenderId}/draws`}>随机抽取</LinkButton>
        </>
      }
    >
      <Section title="现有成员">
        <CommitteeTable members={committee} />
      </Section>
      {former.length > 0 ? (
        <Section title="已退出的成员">
          <FormerMembersTable members={former} />
        </Section>
      ) : null}
      <Section title="确认组成与组长">
        <ul className="muted">
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <ActionForm schema={committeeForm} submitLabel="确定委员会组成">
          {isDrawn ? (
            <p>抽中的 {drawnIds.length} 名专家全部参加，不能增减。</p>
          ) : (
            <>
              <CheckboxGroup
                name="experts"
                legend="评审专家"
                options={experts}
                defaultValues={sitting
                  .filter(({ kind }) => kind === 'expert')
                  .map(({ expertId }) => expertId)}
              />
              <TextField
                name="outsideDraw"
                label="抽取文件"
                hint="在本平台以外抽取的，填写抽取记录的文号"
                required={false}
              />
            </>
          )}
          {representatives.length > 0 ? (
            <CheckboxGroup
              name="representatives"
              legend="采购人代表"
              options={representatives}
              defaultValues={sitting
                .filter(({ kind }) => kind === 'procuring-entity-representative')
                .map(({ expertId }) => expertId)}
            />
          ) : null}
          <SelectField
            name="chairId"
            label="组长"
            options={[...chairs, ...representatives]}
            defaultValue={committee.find(({ chair }) => chair)?.expertId}
          />
        </ActionForm>
      </Section>
    </Page>
  )
}
