import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type CompleteEvaluationRefusal,
  completeEvaluation,
} from '#app/commands/complete-evaluation.server.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { dateText } from '#app/components/format.ts'
import { Alert, Badge, Page, Section } from '#app/components/page.tsx'
import { RankingTable } from '#app/components/ranking-table.tsx'
import { ScoreBreakdown } from '#app/components/score-breakdown.tsx'
import { SuspensionBanner } from '#app/components/suspension-banner.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { DocumentLinks } from '#app/components/document-links.tsx'
import { db } from '#app/database.server.ts'
import { mayAward } from '#app/domain/award/award-day.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { parameterOn } from '#app/domain/regulation/parameters.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { optionalText } from '#app/forms/fields.ts'
import { TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { notFound, param } from '#app/http/params.ts'
import { AwardForm } from '#app/routes/awards/award-form.tsx'
import { findLotResult } from '#db/queries/awards.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findContractOfLot } from '#db/queries/contracts.server.ts'
import { listSheetsWhenAllSigned, listSignedExperts } from '#db/queries/score-sheets.server.ts'
import { findLotUnderEvaluation } from '#db/queries/scoring.server.ts'
import { listSuspensions } from '#db/queries/suspensions.server.ts'
import { requireOpenedLot } from './evaluation-access.server.ts'

export const meta: MetaFunction = () => [{ title: '评分与定标 · 共济' }]

/** The draw's result as bidder ids in the order drawn; empty when no draw was needed. */
const completeForm = z.object({ drawOrder: optionalText('抽签顺序', 500) })

const REFUSALS: Record<Exclude<CompleteEvaluationRefusal, 'not-found'>, string> = {
  'reviews-open': '资格与符合性审查尚未全部完成',
  'sheets-open': '还有专家没有签署评分表',
  'committee-too-small': '回避后委员会人数不足，请先调整委员会组成',
  'draw-needed': '有投标人各项均相同，请公开抽签后按抽出次序填写投标人名称（用顿号分隔）',
  'lot-failed': '该采购包已流标或终止',
  suspended: '有未处理完的异议或投诉，评标依法暂停',
  'already-complete': '评标报告已经完成',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-evaluation')
  const { lot, tender, committee, isOfficer, lotFailed, round } = await requireOpenedLot(
    viewer,
    param(params, 'lotId'),
  )
  const { bids, progress } = await findLotUnderEvaluation(db, lot.id)
  const result = await findLotResult(db, lot.id)
  const sheets = await listSheetsWhenAllSigned(db, { tenderId: tender.id, lotId: lot.id, round })
  const now = await databaseClock(db)
  return {
    lot: { id: lot.id, name: lot.name, bidBasis: lot.bidBasis },
    suspensions: await listSuspensions(db, tender, now, lot.id),
    tender: { id: tender.id, title: tender.terms.title, criteria: tender.terms.criteria },
    isOfficer,
    lotFailed,
    waiting: progress.waiting.length,
    names: Object.fromEntries(
      bids.map(({ submissionId, bidderName }) => [submissionId, bidderName]),
    ),
    committee: committee.map(({ expertId, name, chair, conflict }) => ({
      expertId,
      name,
      chair,
      conflict,
    })),
    signed: await listSignedExperts(db, lot.id, round),
    allSigned: sheets.length > 0,
    result: result ?? null,
    needsCandidates:
      parameterOn(tender.terms.regime, 'candidateNotice', dateInChina(now)) !== undefined,
    award: result ? mayAward(tender.terms.regime, result.noticeLastDay, now) : null,
    contract: (await findContractOfLot(db, lot.id)) ?? null,
    newContractId: randomUUID(),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'complete-evaluation')
  const form = await parseForm(request, completeForm)
  if (!form.ok) return invalid(form.state)
  const lotId = param(params, 'lotId')
  const { bids } = await findLotUnderEvaluation(db, lotId)
  const drawn = form.value.drawOrder.split(/[、,，\s]+/).filter(Boolean)
  const drawOrder = drawn.flatMap(
    (name) => bids.find(({ bidderName }) => bidderName === name)?.submissionId ?? [],
  )
  const completed = await completeEvaluation(context, { lotId, drawOrder })
  if (completed.ok) return redirect(`/lots/${lotId}/evaluation`)
  if (completed.refusal === 'not-found') return notFound('没有这个采购包')
  return refused(REFUSALS[completed.refusal], form.state)
}

export default function EvaluationPage() {
  const page = useLoaderData<typeof loader>()
  const {
    lot,
    tender,
    isOfficer,
    result,
    names,
    committee,
    signed,
    allSigned,
    waiting,
    lotFailed,
  } = page
  const nameOf = (bidId: string) => names[bidId] ?? bidId
  return (
    <Page
      title={`评分与定标 · ${lot.name}`}
      lead={<Link to={`/notices/${tender.id}`}>{tender.title}</Link>}
    >
      <SuspensionBanner suspensions={page.suspensions} lots={[lot]} />
      {lotFailed ? <Alert tone="danger" title="该采购包已流标。" /> : null}
      {waiting > 0 && !lotFailed ? (
        <Alert tone="warning" title={`还有 ${waiting} 项审查没有结论`}>
          <Link to={`/lots/${lot.id}/reviews`}>去审查</Link>
        </Alert>
      ) : null}
      <Section title="签署情况">
        <DataTable
          caption="全部签署前，任何人看不到评分内容"
          rows={committee}
          keyOf={({ expertId }) => expertId}
          columns={[
            { header: '专家', cell: ({ name, chair }) => `${name}${chair ? '（组长）' : ''}` },
            {
              header: '评分表',
              cell: ({ expertId, conflict }) =>
                conflict ? (
                  <Badge tone="neutral">回避</Badge>
                ) : signed.includes(expertId) ? (
                  <Badge tone="success">已签署</Badge>
                ) : (
                  <Badge tone="warning">未签署</Badge>
                ),
            },
          ]}
        />
      </Section>
      {result ? (
        <>
          <Section title="得分与排名">
            <p className="muted">
              评标报告完成于 <ChinaDateTime instant={result.completedAt} />
            </p>
            <DocumentLinks label="评标报告" path={`/lots/${lot.id}/documents/evaluation-report`} />
            <ScoreBreakdown ranking={result.ranking} criteria={tender.criteria} nameOf={nameOf} />
            <RankingTable
              ranking={result.ranking}
              criteria={tender.criteria}
              basis={lot.bidBasis}
              nameOf={nameOf}
              expertName={(expertId) =>
                committee.find((member) => member.expertId === expertId)?.name ?? expertId
              }
            />
          </Section>
          <AwardSection {...page} nameOf={nameOf} />
        </>
      ) : isOfficer && allSigned && waiting === 0 ? (
        <Section title="完成评标报告">
          <ActionForm schema={completeForm} submitLabel="汇总评分并完成评标报告">
            <TextField
              name="drawOrder"
              label="抽签次序"
              hint="仅在提示需要抽签时填写投标人名称，用顿号分隔"
              required={false}
            />
          </ActionForm>
        </Section>
      ) : null}
    </Page>
  )
}

function AwardSection({
  lot,
  isOfficer,
  result,
  needsCandidates,
  award,
  contract,
  newContractId,
  nameOf,
}: ReturnType<typeof useLoaderData<typeof loader>> & { nameOf: (bidId: string) => string }) {
  if (!result) return null
  return (
    <Section
      title="定标"
      actions={
        result.candidatesPublishedAt || result.award ? (
          <Link to={`/results/${lot.id}`}>公开页面</Link>
        ) : null
      }
    >
      {result.noticeLastDay ? <p>中标候选人公示至 {dateText(result.noticeLastDay)}。</p> : null}
      {isOfficer && needsCandidates && !result.candidatesPublishedAt && !result.award ? (
        <PostButton action={`/lots/${lot.id}/candidates`} label="公示中标候选人" />
      ) : null}
      {isOfficer && !result.award && award?.ok ? (
        <AwardForm
          lotId={lot.id}
          candidates={result.ranking.ranked
            .slice(0, 3)
            .map(({ bidId, rank }) => ({ bidId, rank, name: nameOf(bidId) }))}
        />
      ) : null}
      {result.award ? (
        <Alert tone="success" title={`中标人：${nameOf(result.award.submissionId)}`}>
          定标时间 <ChinaDateTime instant={result.award.awardedAt} />
          {result.award.reason ? `；理由：${result.award.reason}` : ''}
        </Alert>
      ) : null}
      {result.award && isOfficer && !contract ? (
        <PostButton
          action={`/lots/${lot.id}/contract`}
          values={{ contractId: newContractId }}
          label="生成合同"
        />
      ) : null}
      {contract ? <Link to={`/contracts/${contract.id}`}>查看合同</Link> : null}
    </Section>
  )
}
