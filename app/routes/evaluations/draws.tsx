import { randomBytes, randomUUID } from 'node:crypto'
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
  type CommitExpertDrawRefusal,
  commitExpertDraw,
} from '#app/commands/commit-expert-draw.server.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { awaitsEvaluation, committeeSizeRule } from '#app/domain/evaluation/committee.ts'
import { expertPool } from '#app/domain/evaluation/expert-pool.ts'
import { requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { identifier, optionalText, wholeNumber } from '#app/forms/fields.ts'
import { HiddenField, NumberField, SelectField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listExpertDraws, listNames } from '#db/queries/expert-draws.server.ts'
import { findPoolFacts, listPoolCandidates, listSpecialities } from '#db/queries/experts.server.ts'
import { type Tender, findTender } from '#db/queries/tenders.server.ts'
import { checkDraw } from './draw-view.server.ts'
import { DrawSection } from './draw-section.tsx'

export const meta: MetaFunction = () => [{ title: '随机抽取评审专家 · 共济' }]

const drawForm = z.object({
  drawId: identifier('抽取标识'),
  places: wholeNumber('名额', { most: 99 }),
  speciality: optionalText('专业', 40),
  reason: optionalText('补抽理由', 200),
})

const REFUSALS: Record<Exclude<CommitExpertDrawRefusal, 'not-found' | 'pool-too-small'>, string> = {
  'not-published': '招标公告发布后才能抽取专家',
  'evaluation-complete': '各采购包均已评审完毕，不能再抽取专家',
  'draw-open': '上一次抽取还没有揭晓',
  'reason-missing': '再次抽取须写明理由，如“补抽：一名专家回避”',
  'already-committed': '这次抽取已经登记',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-draws')
  const tender = await findTender(db, param(params, 'tenderId'))
  const isOfficer =
    viewer.role === 'tender-officer' && tender?.procuringEntityId === viewer.organisationId
  if (!tender?.publishedAt || !(isOfficer || viewer.role === 'auditor'))
    return notFound('没有这个招标项目')
  const today = dateInChina(await databaseClock(db))
  const { regime, budget, title } = tender.terms
  const draws = await listExpertDraws(db, tender.id)
  return {
    tenderId: tender.id,
    title,
    mayDraw:
      isOfficer && awaitsEvaluation(tender.facts.lots) && draws.every((draw) => draw.revealed),
    isOfficer,
    draws: await Promise.all(
      draws.map(async (draw) => ({
        ...draw,
        names: await listNames(
          db,
          draw.excluded.map(({ expertId }) => expertId),
        ),
        check: draw.revealed ? await checkDraw({ ...draw, ...draw.revealed }) : null,
      })),
    ),
    rules: [
      committeeSizeRule({ regime, budget, today }).source,
      requiredParameterOn(regime, 'expertShare', today).source,
      requiredParameterOn(regime, 'expertDraw', today).source,
    ],
    eligible: await countEligible(tender),
    specialities: await listSpecialities(db),
    newDrawId: randomUUID(),
  }
}

async function countEligible(tender: Tender): Promise<number> {
  const today = dateInChina(await databaseClock(db))
  const facts = await findPoolFacts(db, tender)
  const candidates = await listPoolCandidates(db, today)
  return expertPool(candidates, facts, { today, speciality: '' }).eligible.length
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'draw-experts')
  const form = await parseForm(request, drawForm)
  if (!form.ok) return invalid(form.state)
  const tenderId = param(params, 'tenderId')
  const seed = randomBytes(32).toString('hex')
  const committed = await commitExpertDraw(context, { ...form.value, tenderId, seed })
  if (committed.ok) return redirect(`/tenders/${tenderId}/draws`)
  if (committed.refusal === 'not-found') return notFound('没有这个招标项目')
  if (committed.refusal === 'pool-too-small')
    return refused(await poolText(tenderId), form.state, 'places')
  const field = committed.refusal === 'reason-missing' ? 'reason' : 'root'
  return refused(REFUSALS[committed.refusal], form.state, field)
}

async function poolText(tenderId: string): Promise<string> {
  const tender = await findTender(db, tenderId)
  const today = dateInChina(await databaseClock(db))
  const rule = tender && requiredParameterOn(tender.terms.regime, 'expertDraw', today)
  return `可抽取的专家少于名额，请先由系统管理员补充登记专家。${rule?.source ?? ''}`
}

export default function DrawsPage() {
  const page = useLoaderData<typeof loader>()
  const { tenderId, title, draws, mayDraw, isOfficer, rules, eligible, specialities } = page
  return (
    <Page
      title="随机抽取评审专家"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tenderId}`, label: title },
        { to: `/tenders/${tenderId}/committee`, label: '评标委员会' },
      ]}
      lead="先固定候选名单并公布随机种子的校验值，再揭晓种子和结果，任何人可以复算。"
    >
      {draws.map((draw) => (
        <DrawSection key={draw.id} draw={draw} mayReveal={isOfficer} />
      ))}
      {mayDraw ? (
        <Section title={draws.length > 0 ? '补抽' : '登记抽取'}>
          <ul className="muted">
            {rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
          <p>目前可抽取的专家 {eligible} 名。</p>
          <ActionForm schema={drawForm} submitLabel="固定候选名单与种子">
            <HiddenField name="drawId" value={page.newDrawId} />
            <div className="form-grid">
              <NumberField name="places" label="名额" unit="名" />
              <SelectField
                name="speciality"
                label="专业"
                options={[
                  { value: '', label: '不限' },
                  ...specialities.map((value) => ({ value, label: value })),
                ]}
                required={false}
              />
              <TextField
                name="reason"
                label="补抽理由"
                hint="首次抽取不必填写；请勿写明专家姓名"
                required={false}
              />
            </div>
          </ActionForm>
        </Section>
      ) : null}
    </Page>
  )
}
