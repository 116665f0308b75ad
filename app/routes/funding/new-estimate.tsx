import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type EstimateFundingRefusal,
  estimateFunding,
} from '#app/commands/estimate-funding.server.ts'
import { Button } from '#app/components/button.tsx'
import { dateText } from '#app/components/format.ts'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { checkCandidate } from '#app/domain/funding/estimate-funding.ts'
import { type FundingCandidate } from '#app/domain/funding/funding-estimate.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { BenefitTermsFields } from '#app/forms/benefit-terms-fields.tsx'
import { benefitRowCounts } from '#app/forms/benefit-terms-form.ts'
import { HiddenField, NumberField, PercentField, TextField } from '#app/forms/inputs.tsx'
import { PlainSelectField } from '#app/forms/plain-inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { listBaseYears } from '#db/queries/funding-estimates.server.ts'
import { findAgreedHeadcount } from '#db/queries/headcounts.server.ts'
import { candidateDefaults, candidateFromForm, fundingForm } from './funding-form.ts'
import { problemField, problemText } from './funding-problem-text.ts'

export const meta: MetaFunction = () => [{ title: '新建筹资测算 · 共济' }]

const REFUSALS: Record<Exclude<EstimateFundingRefusal, 'not-found' | 'unusable'>, string> = {
  'year-not-over': '基准年度还没有结束：大病赔付多在第四季度，不满一年的数据会低估',
  'no-headcount': '基准年度的实际参保人数还没有确认，算不出人均',
  'no-claims': '基准年度没有导入赔付明细',
  'already-made': '这份测算已经保存',
}

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'estimate-funding')
  const today = dateInChina(await databaseClock(db))
  const years = await listBaseYears(db, { procuringEntityId: viewer.organisationId, today })
  const asked = new URL(request.url).searchParams.get('year') ?? years[0]?.id
  const scope = { everything: false, organisationId: viewer.organisationId } as const
  const year = asked
    ? ((await findContractYear(db, asked, scope)) ?? notFound('没有这个合同年度'))
    : null
  const headcount = year && (await findAgreedHeadcount(db, year.id))
  const terms = year?.benefitTerms.at(-1)
  return {
    estimateId: randomUUID(),
    years: years.map(({ id, contractNumber, number, startsOn, endsOn, lotName }) => ({
      value: id,
      label: `${contractNumber} ${lotName} 第${number}年度（${dateText(startsOn)}—${dateText(endsOn)}）`,
    })),
    chosen: year && terms ? { id: year.id, ...startOf(terms, headcount?.headcount ?? 0n) } : null,
  }
}

/** The form starts from the year's own terms and people. */
function startOf(terms: FundingCandidate['terms'], headcount: bigint) {
  const assumptions = { headcount, expenseGrowth: 0n, loading: 50_000n }
  return {
    defaults: candidateDefaults({ terms, assumptions }),
    rows: benefitRowCounts(terms),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireContext(request, 'estimate-funding')
  const form = await parseForm(request, fundingForm)
  if (!form.ok) return invalid(form.state)
  const { estimateId, name, baseYearId } = form.value
  const candidate = candidateFromForm(form.value)
  const [problem] = checkCandidate(candidate)
  if (problem) return refused(problemText(problem), form.state, problemField(problem))
  const made = await estimateFunding(context, { estimateId, name, baseYearId, candidate })
  if (made.ok) return redirect(`/funding-estimates/${estimateId}`)
  if (made.refusal === 'not-found') return notFound('没有这个合同年度')
  if (made.refusal === 'unusable') throw new Error('the candidate was checked before')
  return refused(REFUSALS[made.refusal], form.state)
}

export default function NewEstimatePage() {
  const { estimateId, years, chosen } = useLoaderData<typeof loader>()
  return (
    <Page
      title="新建筹资测算"
      crumbs={[{ to: '/funding-estimates', label: '筹资测算' }]}
      lead="系统把基准年度的每一笔就诊按拟定条款重算一遍，并试算起付线与支付比例上下浮动的结果。"
    >
      {chosen ? (
        <>
          <Section title="一、基准年度" id="base-year">
            <Form method="get" reloadDocument className="form">
              <PlainSelectField
                name="year"
                label="用哪个年度的赔付明细"
                options={years}
                defaultValue={chosen.id}
              />
              <Button type="submit" tone="plain">
                换一个年度
              </Button>
            </Form>
          </Section>
          <ActionForm key={chosen.id} schema={fundingForm} submitLabel="开始测算">
            <HiddenField name="estimateId" value={estimateId} />
            <HiddenField name="baseYearId" value={chosen.id} />
            <Section title="二、假设" id="assumptions">
              <div className="form-grid">
                <TextField name="name" label="测算名称" hint="如 2027年起付线下调方案" />
                <NumberField
                  name="headcount"
                  defaultValue={chosen.defaults.headcount}
                  label="预计参保人数"
                  unit="人"
                />
                <NumberField
                  name="expenseGrowth"
                  defaultValue={chosen.defaults.expenseGrowth}
                  label="费用增长率"
                  unit="%"
                  hint="每笔合规费用比基准年度增长多少，可以为负"
                />
                <PercentField
                  name="loading"
                  defaultValue={chosen.defaults.loading}
                  label="费用与盈利率"
                  hint="经营成本和盈利占保费的比例"
                />
              </div>
            </Section>
            <BenefitTermsFields
              title="三、拟定待遇条款"
              shown={(name) => ({ name, defaultValue: chosen.defaults[name] ?? '' })}
              rows={chosen.rows}
            />
          </ActionForm>
        </>
      ) : (
        <EmptyState title="还没有可用的年度">
          测算需要一个已经结束、实际参保人数已经确认并导入了赔付明细的合同年度。
        </EmptyState>
      )}
    </Page>
  )
}
