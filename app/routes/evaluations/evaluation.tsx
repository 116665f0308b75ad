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
import { Alert, Page, Section } from '#app/components/page.tsx'
import { RankingTable } from '#app/components/ranking-table.tsx'
import { ScoreBreakdown } from '#app/components/score-breakdown.tsx'
import { SuspensionBanner } from '#app/components/suspension-banner.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { DocumentLinks } from '#app/components/document-links.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { optionalText } from '#app/forms/fields.ts'
import { TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { AwardSection } from '#app/routes/awards/award-section.tsx'
import { findLotResult } from '#db/queries/awards.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listFormerMembers } from '#db/queries/committees.server.ts'
import { listRounds } from '#db/queries/reviews.server.ts'
import { listSheetsWhenAllSigned, listSignedExperts } from '#db/queries/score-sheets.server.ts'
import { findLotUnderEvaluation } from '#db/queries/scoring.server.ts'
import { listSuspensions } from '#db/queries/suspensions.server.ts'
import { FormerMembersTable } from './committee-tables.tsx'
import { requireOpenedLot } from './evaluation-access.server.ts'
import { findAwardState, flagsFor } from './evaluation-page.server.ts'
import { ScoreFlagTable } from './score-flag-table.tsx'
import { SigningTable } from './signing-table.tsx'

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
  const access = await requireOpenedLot(viewer, param(params, 'lotId'))
  const { lot, tender, committee, isOfficer, lotFailed, round } = access
  const { bids, progress } = await findLotUnderEvaluation(db, lot.id)
  const names = Object.fromEntries(
    bids.map(({ submissionId, bidderName }) => [submissionId, bidderName]),
  )
  const result = await findLotResult(db, lot.id)
  const sheets = await listSheetsWhenAllSigned(db, { tenderId: tender.id, lotId: lot.id, round })
  const former = await listFormerMembers(db, tender.id)
  const rounds = await listRounds(db, lot.id)
  const now = await databaseClock(db)
  return {
    lot: { id: lot.id, name: lot.name, bidBasis: lot.bidBasis },
    tender: { id: tender.id, title: tender.terms.title, criteria: tender.terms.criteria },
    suspensions: await listSuspensions(db, tender, now, lot.id),
    isOfficer,
    lotFailed,
    round,
    rounds,
    waiting: progress.waiting.length,
    names,
    committee: committee.map(({ expertId, name, chair, conflict }) => ({
      expertId,
      name,
      chair,
      conflict,
    })),
    former,
    experts: Object.fromEntries(
      [...committee, ...former].map(({ expertId, name }) => [expertId, name]),
    ),
    signed: await listSignedExperts(db, lot.id, round),
    allSigned: sheets.length > 0,
    flags: flagsFor(viewer, access, sheets),
    result: result ?? null,
    awardState: result
      ? await findAwardState(
          { lotId: lot.id, tender, now },
          result,
          (bidId) => names[bidId] ?? bidId,
        )
      : null,
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
  const { lot, tender, isOfficer, result, awardState, round, rounds, names, experts } = page
  const nameOf = (bidId: string) => names[bidId] ?? bidId
  const expertName = (expertId: string) => experts[expertId] ?? expertId
  return (
    <Page
      title={`评分与定标 · ${lot.name}`}
      lead={<Link to={`/notices/${tender.id}`}>{tender.title}</Link>}
    >
      {page.lotFailed ? <Alert tone="danger" title="该采购包已流标或终止。" /> : null}
      <SuspensionBanner suspensions={page.suspensions} lots={[lot]} />
      {round > 1 ? <RoundHistory lotId={lot.id} round={round} rounds={rounds} /> : null}
      {page.waiting > 0 && !page.lotFailed ? (
        <Alert tone="warning" title={`还有 ${page.waiting} 项审查没有结论`}>
          <Link to={`/lots/${lot.id}/reviews`}>去审查</Link>
        </Alert>
      ) : null}
      <Section
        title="签署情况"
        actions={<Link to={`/lots/${lot.id}/reviews`}>资格与符合性审查</Link>}
      >
        <SigningTable committee={page.committee} signed={page.signed} />
        {page.former.length > 0 ? <FormerMembersTable members={page.former} /> : null}
      </Section>
      {page.flags ? (
        <Section title="需要留意的评分">
          <ScoreFlagTable
            flags={page.flags}
            criteria={tender.criteria}
            nameOf={nameOf}
            expertName={expertName}
          />
        </Section>
      ) : null}
      {result && awardState ? (
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
              expertName={expertName}
            />
          </Section>
          <AwardSection
            lotId={lot.id}
            state={awardState}
            isOfficer={isOfficer}
            nameOf={nameOf}
            newContractId={page.newContractId}
          />
        </>
      ) : isOfficer && page.allSigned && page.waiting === 0 && !page.lotFailed ? (
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

function RoundHistory({
  lotId,
  round,
  rounds,
}: {
  lotId: string
  round: number
  rounds: readonly { round: number; reason: string; startedAt: Date }[]
}) {
  const current = rounds.find((entry) => entry.round === round)
  return (
    <Alert tone="info" title={`第${round}轮评审`}>
      {current ? (
        <p>
          开始于 <ChinaDateTime instant={current.startedAt} />
          ，原因：{current.reason}
        </p>
      ) : null}
      <ul>
        {rounds
          .filter((entry) => entry.round < round)
          .map((entry) => (
            <li key={entry.round}>
              <Link to={`/lots/${lotId}/rounds/${entry.round}`}>第{entry.round}轮评审</Link>
            </li>
          ))}
      </ul>
    </Alert>
  )
}
