import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type RecordOtherProcedureRefusal,
  recordOtherProcedure,
} from '#app/commands/record-other-procedure.server.ts'
import { Alert, Page } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { checkAgreedOffer } from '#app/domain/bid/check-bid.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { otherProcedureRule } from '#app/domain/ending/other-procedure.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { bidProblemText } from '#app/components/bid-composer/bid-problem-text.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { countFailedAttempts, findOtherProcedure } from '#db/queries/endings.server.ts'
import { listOrganisations } from '#db/queries/organisations.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'
import { OtherProcedureFields } from './other-procedure-fields.tsx'
import { agreedOfferOf, otherProcedureForm } from './other-procedure-form.ts'

export const meta: MetaFunction = () => [{ title: '以其他方式确定承办机构 · 共济' }]

type Refusal = Exclude<RecordOtherProcedureRefusal, 'not-found'>

const REFUSALS: Record<Refusal, { text: string; field?: string }> = {
  'not-failed': { text: '该采购包没有流标，应继续招标程序' },
  'lot-cancelled': { text: '该采购包已终止招标，采购任务已经取消' },
  'already-recorded': { text: '该采购包已经登记其他方式' },
  'already-retendered': { text: '该采购包已经重新招标，应以重新招标的结果为准' },
  'too-few-attempts': { text: '招标失败次数不足，应先重新招标' },
  'reason-missing': { text: '请填写理由和决定文号', field: 'reason' },
  'impossible-day': { text: '决定日期应在流标之日至今天之间', field: 'decidedOn' },
  'unknown-insurer': { text: '请选择一家保险公司', field: 'insurerId' },
  'not-qualified': { text: '该保险公司不在决定之日有效的资质名录上', field: 'insurerId' },
  'offer-out-of-terms': { text: '约定条件超出招标文件的限额', field: 'price' },
  'empty-file': { text: '文件是空的，请重新选择', field: 'file' },
  'too-large': { text: '文件超过 20 MiB', field: 'file' },
  'unknown-type': {
    text: '只接受 PDF、DOCX、XLSX、JPG、PNG 或 ZIP 文件，且内容须与扩展名一致',
    field: 'file',
  },
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'record-other-procedure')
  const found = await findLot(db, param(params, 'lotId'))
  if (found?.tender.procuringEntityId !== viewer.organisationId) return notFound('没有这个采购包')
  const { lot, tender } = found
  const { terms } = tender
  // The contract that follows is drafted from the tender's page.
  if (await findOtherProcedure(db, lot.id)) throw redirect(`/tenders/${tender.id}`)
  const insurers = await listOrganisations(db, ['insurer'])
  const rule = otherProcedureRule(terms.regime, dateInChina(await databaseClock(db)))
  return {
    lot,
    tender: { id: tender.id, title: terms.title },
    tiers: terms.benefitTerms.tiers,
    profitRateCeiling: terms.profitRateCeiling,
    insurers: insurers.map(({ id, name }) => ({ value: id, label: name })),
    attempts: await countFailedAttempts(db, lot.id),
    rule: { value: Number(rule.value), source: rule.source },
    fileId: randomUUID(),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'record-other-procedure')
  const lotId = param(params, 'lotId')
  const found = await findLot(db, lotId)
  if (!found) return notFound('没有这个采购包')
  const { lot, tender } = found
  const form = await parseForm(request, otherProcedureForm(lot.bidBasis))
  if (!form.ok) return invalid(form.state)
  const { fileId, file, method, reason, document, decidedOn, insurerId, ...offered } = form.value
  const offer = agreedOfferOf(offered)
  const recorded = await recordOtherProcedure(context, {
    lotId,
    method,
    reason,
    document,
    decidedOn,
    insurerId,
    offer,
    file: {
      fileId,
      fileName:
        file.name
          .replaceAll(/\p{Cc}/gu, '')
          .replace(/^.*[/\\]/, '')
          .slice(-120) || '决定',
      content: new Uint8Array(await file.arrayBuffer()),
    },
  })
  if (recorded.ok) return redirect(`/other-procedures/${lotId}`)
  if (recorded.refusal === 'not-found') return notFound('没有这个采购包')
  const { text, field } = REFUSALS[recorded.refusal]
  if (recorded.refusal === 'too-few-attempts') {
    const today = dateInChina(await databaseClock(db))
    return refused(
      `${text}（${otherProcedureRule(tender.terms.regime, today).source}）`,
      form.state,
    )
  }
  const [problem] = checkAgreedOffer(offer, lot, tender.terms)
  return recorded.refusal === 'offer-out-of-terms' && problem
    ? refused(bidProblemText(problem, lot.bidBasis), form.state, problem.path)
    : refused(text, form.state, field)
}

export default function RecordOtherProcedurePage() {
  const { lot, tender, attempts, rule, ...fields } = useLoaderData<typeof loader>()
  return (
    <Page
      title="以其他方式确定承办机构"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tender.id}`, label: tender.title },
      ]}
      lead={`${lot.name}：登记政府决定的方式、理由和文件，随后照此生成合同。`}
    >
      <Alert tone={attempts < rule.value ? 'warning' : 'info'}>
        <p>
          已有 {attempts} 次招标失败；须满 {rule.value} 次。依据：{rule.source}。
        </p>
      </Alert>
      <OtherProcedureFields lot={lot} {...fields} />
    </Page>
  )
}
