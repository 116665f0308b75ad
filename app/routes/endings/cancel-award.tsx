import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import { type CancelAwardRefusal, cancelAward } from '#app/commands/cancel-award.server.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { cancellationGroundLabel } from '#app/components/labels.ts'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { candidatesLeft } from '#app/domain/award/choose-winner.ts'
import {
  AWARD_CANCELLATION_GROUNDS,
  awardCancellationRule,
} from '#app/domain/ending/award-cancellation.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { choice, requiredText } from '#app/forms/fields.ts'
import { RadioGroup, SelectField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findLotResult, listCancelledAwards } from '#db/queries/awards.server.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'
import { endLotForm } from './end-lot-form.ts'

export const meta: MetaFunction = () => [{ title: '撤销中标 · 共济' }]

const cancelForm = z.object({
  ground: choice('情形', AWARD_CANCELLATION_GROUNDS),
  reason: requiredText('事实与理由', 500),
  next: choice('后续', ['next-candidate', 're-tender'] as const),
})

const REFUSALS: Record<Exclude<CancelAwardRefusal, 'not-found'>, string> = {
  'not-awarded': '该采购包目前没有有效的中标结果',
  'contract-signed': '合同已经签订，中标不能撤销',
  'reason-missing': '请填写事实与理由',
  'no-candidate-left': '没有其余中标候选人，只能重新招标',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'cancel-award')
  const lotId = param(params, 'lotId')
  const found = await findLot(db, lotId)
  if (found?.tender.procuringEntityId !== viewer.organisationId) return notFound('没有这个采购包')
  const { tender, lot } = found
  const facts = tender.facts.lots[tender.terms.lots.indexOf(lot)]
  const result = await findLotResult(db, lotId)
  const award = facts?.contractSigned || facts?.failed ? null : (result?.award ?? null)
  const cancelled = await listCancelledAwards(db, lotId)
  const bids = await listOpenedBids(db, [lotId])
  const nameOf = (id: string) => bids.find((bid) => bid.submissionId === id)?.bidderName ?? ''
  const lost = cancelled.filter(({ round }) => round === result?.round)
  const out = [...lost.map((gone) => gone.submissionId), ...(award ? [award.submissionId] : [])]
  const left = result ? candidatesLeft(result.ranking, out) : []
  return {
    tender: { id: tender.id, title: tender.terms.title },
    lot: { id: lotId, name: lot.name },
    award: award && { name: nameOf(award.submissionId), awardedAt: award.awardedAt },
    mayEnd: !award && !facts?.failed && !facts?.contractSigned && lost.length > 0,
    left: left.map(({ bidId, rank }) => `第${rank}名 ${nameOf(bidId)}`),
    rules: AWARD_CANCELLATION_GROUNDS.map((ground) => ({
      ground,
      rule: awardCancellationRule(tender.terms.regime, ground),
    })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'cancel-award')
  const form = await parseForm(request, cancelForm)
  if (!form.ok) return invalid(form.state)
  const lotId = param(params, 'lotId')
  const cancelled = await cancelAward(context, { lotId, ...form.value })
  if (cancelled.ok) return redirect(`/lots/${lotId}/evaluation`)
  if (cancelled.refusal === 'not-found') return notFound('没有这个采购包')
  return refused(REFUSALS[cancelled.refusal], form.state)
}

export default function CancelAwardPage() {
  const { tender, lot, award, mayEnd, left, rules } = useLoaderData<typeof loader>()
  return (
    <Page
      title={mayEnd ? '结束采购包' : '撤销中标'}
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tender.id}`, label: tender.title },
        { to: `/lots/${lot.id}/evaluation`, label: lot.name },
      ]}
      lead="合同签订前，中标人放弃中标或中标被认定无效的，在此撤销；撤销不能收回。"
    >
      {award ? (
        <Section title="中标结果">
          <DefinitionList
            items={[
              { label: '中标人', value: award.name },
              { label: '定标时间', value: <ChinaDateTime instant={award.awardedAt} /> },
              { label: '其余中标候选人', value: left.length > 0 ? left.join('；') : '没有' },
            ]}
          />
          <ActionForm schema={cancelForm} submitLabel="确认撤销">
            <SelectField
              name="ground"
              label="情形"
              options={rules.map(({ ground }) => ({
                value: ground,
                label: cancellationGroundLabel[ground],
              }))}
            />
            <TextArea name="reason" label="事实与理由" hint="公开，并告知各投标人" />
            <RadioGroup
              name="next"
              legend="后续"
              options={[
                ...(left.length > 0
                  ? [{ value: 'next-candidate', label: '由其余候选人中标（随后定标）' }]
                  : []),
                { value: 're-tender', label: '重新招标（本采购包流标）' },
              ]}
              defaultValue={left.length > 0 ? 'next-candidate' : 're-tender'}
            />
          </ActionForm>
        </Section>
      ) : mayEnd ? (
        <Section title="不再由其余候选人中标">
          <p>
            {left.length > 0 ? `其余候选人：${left.join('；')}。` : '没有其余候选人。'}
            可以<Link to={`/lots/${lot.id}/evaluation`}>另行定标</Link>
            ，也可以结束本采购包并重新招标。
          </p>
          <ActionForm
            schema={endLotForm}
            action={`/lots/${lot.id}/end`}
            submitLabel="结束并准备重新招标"
          >
            <TextArea name="reason" label="原因" hint="公开，不能更改" />
          </ActionForm>
        </Section>
      ) : (
        <EmptyState title="没有可以撤销的中标结果">
          尚未定标、合同已经签订或采购包已经结束。
        </EmptyState>
      )}
      {award ? (
        <Section title="依据">
          <ul>
            {[...new Set(rules.map(({ rule }) => rule))].map((rule) => (
              <li key={rule}>
                {rules
                  .filter((other) => other.rule === rule)
                  .map(({ ground }) => cancellationGroundLabel[ground])
                  .join('；')}
                <p className="muted">{rule}</p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  )
}
