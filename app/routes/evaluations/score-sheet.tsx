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
  type SaveScoreSheetRefusal,
  saveScoreSheet,
} from '#app/commands/save-score-sheet.server.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { pointsText } from '#app/components/format.ts'
import { Alert, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { checkScoreSheet } from '#app/domain/evaluation/score-sheet.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { identifier, optional, optionalText, points, yuanText } from '#app/forms/fields.ts'
import { HiddenField, NumberField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { notFound, param } from '#app/http/params.ts'
import { findOwnScoreSheet } from '#db/queries/score-sheets.server.ts'
import { findLotUnderEvaluation } from '#db/queries/scoring.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'
import { requireOpenedLot } from './evaluation-access.server.ts'

export const meta: MetaFunction = () => [{ title: '评分表 · 共济' }]

const sheetForm = z.object({
  scores: z.array(
    z.object({
      bidId: identifier('投标文件'),
      criterionId: identifier('评分项'),
      points: optional(points('得分')),
      reason: optionalText('评分理由', 500),
    }),
    { error: '请填写评分' },
  ),
})

const REFUSALS: Record<Exclude<SaveScoreSheetRefusal, 'not-found'>, string> = {
  'not-declared': '请先作利害关系申明',
  'lot-failed': '该采购包已流标或终止，不再评分',
  'reviews-open': '资格与符合性审查尚未全部完成，暂不能评分',
  'points-out-of-range': '有评分超出该项满分',
  'already-signed': '评分表已签署，不能再修改',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'score-bids')
  const { lot, tender, lotFailed } = await requireOpenedLot(viewer, param(params, 'lotId'))
  const { round, progress, validBids } = await findLotUnderEvaluation(db, lot.id)
  const sheet = await findOwnScoreSheet(db, { lotId: lot.id, round, expertId: viewer.userId })
  const criteria = tender.terms.criteria.filter((criterion) => criterion.by === 'expert')
  const bids = validBids.map(
    ({ submissionId, bidderName, staffing, servicePromises, attachments }) => ({
      submissionId,
      bidderName,
      staffing,
      servicePromises,
      attachments,
    }),
  )
  const bidIds = bids.map(({ submissionId }) => submissionId)
  const problems = sheet
    ? checkScoreSheet(sheet.scores, { criteria: tender.terms.criteria, bidIds })
    : []
  return {
    lot: { id: lot.id, name: lot.name },
    title: tender.terms.title,
    round,
    lotFailed,
    ready: progress.waiting.length === 0 && bids.length > 0 && !lotFailed,
    criteria,
    bids,
    sheet: sheet ?? null,
    problems: problems.length,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'score-bids')
  const form = await parseForm(request, sheetForm)
  if (!form.ok) return invalid(form.state)
  const lotId = param(params, 'lotId')
  const scores = form.value.scores.flatMap(({ points: given, ...score }) =>
    given === null ? [] : [{ ...score, points: given }],
  )
  const saved = await saveScoreSheet(context, { lotId, scores })
  if (saved.ok) return redirect(`/lots/${lotId}/score-sheet`)
  if (saved.refusal === 'not-found') return notFound('没有由您评审的这个采购包')
  const field =
    saved.refusal === 'points-out-of-range'
      ? await fieldAboveMost(lotId, form.value.scores)
      : undefined
  return refused(REFUSALS[saved.refusal], form.state, field)
}

/** The first field with more points than its criterion has. */
async function fieldAboveMost(
  lotId: string,
  scores: readonly { criterionId: string; points: bigint | null }[],
): Promise<string | undefined> {
  const criteria = (await findLot(db, lotId))?.tender.terms.criteria ?? []
  const index = scores.findIndex(({ criterionId, points: given }) =>
    criteria.some(({ id, maxPoints }) => id === criterionId && given !== null && given > maxPoints),
  )
  return index < 0 ? undefined : `scores.${index}.points`
}

export default function ScoreSheetPage() {
  const { lot, title, round, lotFailed, ready, criteria, bids, sheet, problems } =
    useLoaderData<typeof loader>()
  const scoreOf = (bidId: string, criterionId: string) =>
    sheet?.scores.find((score) => score.bidId === bidId && score.criterionId === criterionId)
  const rows = bids.flatMap((bid) => criteria.map((criterion) => ({ bid, criterion })))
  return (
    <Page
      title={`评分表 · ${lot.name}`}
      crumbs={[{ to: '/evaluations', label: '评审任务' }]}
      lead={round > 1 ? `${title} · 第${round}轮评审，须重新独立评分` : title}
      actions={<Link to={`/lots/${lot.id}/reviews`}>投标文件与澄清</Link>}
    >
      {ready || sheet?.signedAt ? null : (
        <EmptyState title={lotFailed ? '该采购包已流标或终止' : '暂不能评分'}>
          {lotFailed ? null : '资格与符合性审查全部完成后才能评分。'}
        </EmptyState>
      )}
      {sheet?.signedAt ? (
        <Section title="已签署的评分表">
          <Alert tone="success">
            签署时间 <ChinaDateTime instant={sheet.signedAt} />
            ，内容已锁定。
          </Alert>
          <DataTable
            caption="本人评分"
            rows={rows}
            keyOf={({ bid, criterion }) => `${bid.submissionId} ${criterion.id}`}
            columns={[
              { header: '投标人', cell: ({ bid }) => bid.bidderName },
              { header: '评分项', cell: ({ criterion }) => criterion.name },
              {
                header: '得分',
                align: 'number',
                cell: ({ bid, criterion }) =>
                  pointsText(scoreOf(bid.submissionId, criterion.id)?.points ?? 0n),
              },
              {
                header: '理由',
                cell: ({ bid, criterion }) => scoreOf(bid.submissionId, criterion.id)?.reason ?? '',
              },
            ]}
          />
        </Section>
      ) : null}
      {ready && !sheet?.signedAt ? (
        <>
          <ActionForm schema={sheetForm} submitLabel="保存评分">
            {bids.map((bid) => (
              <Section key={bid.submissionId} title={bid.bidderName}>
                <p className="muted">
                  专职人员 {bid.staffing.fullTime} 人（医学背景 {bid.staffing.medicalBackground}{' '}
                  人）；信息系统：{bid.staffing.informationSystem || '未填写'}；服务承诺：
                  {bid.servicePromises || '未填写'}
                </p>
                {rows.map(({ bid: scored, criterion }, index) =>
                  scored.submissionId === bid.submissionId ? (
                    <fieldset key={criterion.id} className="form-row">
                      <legend>
                        {criterion.name}（满分 {pointsText(criterion.maxPoints)}）
                      </legend>
                      <HiddenField name={`scores.${index}.bidId`} value={bid.submissionId} />
                      <HiddenField name={`scores.${index}.criterionId`} value={criterion.id} />
                      <NumberField
                        name={`scores.${index}.points`}
                        label={`${criterion.name}得分`}
                        unit="分"
                        hint={criterion.guidance}
                        defaultValue={pointsDefault(
                          scoreOf(bid.submissionId, criterion.id)?.points,
                        )}
                      />
                      <TextField
                        name={`scores.${index}.reason`}
                        label={`${criterion.name}评分理由`}
                        defaultValue={scoreOf(bid.submissionId, criterion.id)?.reason ?? ''}
                      />
                    </fieldset>
                  ) : null,
                )}
              </Section>
            ))}
          </ActionForm>
          <Section title="签署">
            {sheet && problems === 0 ? (
              <>
                <p>评分已完整保存。签署后不能再修改。</p>
                <PostButton action={`/lots/${lot.id}/score-sheet/sign`} label="签署评分表" />
              </>
            ) : (
              <p className="muted">
                {sheet ? `还有 ${problems} 处未填写得分或理由，` : ''}全部保存后即可签署。
              </p>
            )}
          </Section>
        </>
      ) : null}
    </Page>
  )
}

function pointsDefault(given: bigint | undefined): string {
  return given === undefined ? '' : yuanText(given)
}
