import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { mayDo } from '#app/auth/permissions.ts'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type TerminateContractRefusal,
  terminateContract,
} from '#app/commands/terminate-contract.server.ts'
import { liablePartyLabel, terminationCauseLabel } from '#app/components/contract-change-text.ts'
import { Alert, EmptyState, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import {
  LIABLE_PARTIES,
  TERMINATION_CAUSES,
  terminationState,
} from '#app/domain/contract/early-termination.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, choice, optionalText, requiredText, yuan } from '#app/forms/fields.ts'
import { DateField, MoneyField, SelectField, TextArea, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listTerminations } from '#db/queries/contract-terminations.server.ts'
import { findContractFor } from './find-contract.server.ts'
import { TerminationAnswerForm } from './termination-answer-form.tsx'
import { TerminationFacts } from './termination-facts.tsx'

export const meta: MetaFunction = () => [{ title: '提前终止 · 共济' }]

const terminationForm = z.object({
  cause: choice('终止原因', TERMINATION_CAUSES),
  effectiveOn: chinaDate('最后承保日'),
  liableParty: choice('责任方', LIABLE_PARTIES),
  liabilityAmount: yuan('违约金额'),
  liability: optionalText('责任承担'),
  reason: requiredText('事由', 1000),
  document: requiredText('依据文件'),
})

const REFUSALS: Record<
  Exclude<TerminateContractRefusal, 'not-found'>,
  { text: string; field?: keyof z.output<typeof terminationForm> }
> = {
  'already-terminated': { text: '合同已提前终止' },
  'answer-pending': { text: '上一次提出的提前终止还在等待对方答复' },
  'own-breach': {
    text: '违约方不能以自己违约为由解除合同。依据：民法典 第五百六十三条',
    field: 'cause',
  },
  'liability-differs': { text: '责任方与终止原因不符', field: 'liableParty' },
  'amount-without-liability': { text: '双方均无责任时不应有违约金额', field: 'liabilityAmount' },
  'in-the-past': { text: '最后承保日不能早于今天：已承保的日子不能收回', field: 'effectiveOn' },
  'before-cover': { text: '最后承保日早于合同起始日', field: 'effectiveOn' },
  'not-before-term-end': {
    text: '最后承保日应早于合同终止日，到期终止无须办理',
    field: 'effectiveOn',
  },
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { contract, viewer, party } = await findContractFor(request, param(params, 'contractId'))
  const today = dateInChina(await databaseClock(db))
  const terminations = (await listTerminations(db, contract.id)).map((termination) => ({
    ...termination,
    state: terminationState(termination, today),
  }))
  const isParty = party !== null && mayDo(viewer.role, 'end-contract')
  const open = terminations.find(({ state }) => state === 'in-force' || state === 'to-answer')
  return {
    contract: { id: contract.id, number: contract.number, endsOn: contract.terms.endsOn },
    terminations: terminations.toReversed(),
    mayDeclare: isParty && !open && today < contract.terms.endsOn,
    toAnswer: isParty && open?.answer === null && open.declaredParty !== party ? open.id : null,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'end-contract')
  const form = await parseForm(request, terminationForm)
  if (!form.ok) return invalid(form.state)
  const contractId = param(params, 'contractId')
  const ended = await terminateContract(context, { contractId, ...form.value })
  if (ended.ok) return redirect(`/contracts/${contractId}/termination`)
  if (ended.refusal === 'not-found') return notFound('没有这个已签订的合同')
  const { text, field } = REFUSALS[ended.refusal]
  return refused(text, form.state, field)
}

export default function TerminationPage() {
  const { contract, terminations, mayDeclare, toAnswer } = useLoaderData<typeof loader>()
  return (
    <Page
      title="提前终止"
      crumbs={[{ to: `/contracts/${contract.id}`, label: `合同 ${contract.number}` }]}
      lead="最后承保日以后不再承保，未到的合同年度不再结算；移交自终止生效时开始。"
    >
      {terminations.length === 0 ? <EmptyState title="没有提前终止" /> : null}
      {terminations.map((termination) => (
        <TerminationFacts key={termination.id} termination={termination} />
      ))}
      {toAnswer ? (
        <TerminationAnswerForm contractId={contract.id} terminationId={toAnswer} />
      ) : null}
      {mayDeclare ? (
        <Section title="提出提前终止">
          <Alert tone="warning" title="提出后不能撤回">
            违约、丧失资质和不可抗力，通知对方即生效；协商一致和政策调整须经对方同意。依据：民法典
            第五百六十二条、第五百六十三条、第五百六十五条
          </Alert>
          <ActionForm schema={terminationForm} submitLabel="提出提前终止">
            <div className="form-grid">
              <SelectField
                name="cause"
                label="终止原因"
                options={TERMINATION_CAUSES.map((value) => ({
                  value,
                  label: terminationCauseLabel[value],
                }))}
              />
              <DateField name="effectiveOn" label="最后承保日" />
              <SelectField
                name="liableParty"
                label="责任方"
                options={LIABLE_PARTIES.map((value) => ({ value, label: liablePartyLabel[value] }))}
              />
              <MoneyField name="liabilityAmount" label="违约金额" defaultValue="0" />
            </div>
            <TextArea name="liability" label="责任承担" required={false} />
            <TextArea name="reason" label="事由" />
            <TextField name="document" label="依据文件" hint="文件名称与文号" />
          </ActionForm>
        </Section>
      ) : null}
    </Page>
  )
}
