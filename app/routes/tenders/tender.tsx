import { randomUUID } from 'node:crypto'
import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { AttemptChain } from '#app/components/attempt-chain.tsx'
import { LinkButton } from '#app/components/button.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { phaseLabel, phaseTone } from '#app/components/labels.ts'
import { Alert, Badge, Page, Section } from '#app/components/page.tsx'
import { PhaseTimeline } from '#app/components/phase-timeline.tsx'
import { Provenance } from '#app/components/provenance.tsx'
import { OpeningKeysSection } from '#app/components/sealing/opening-keys-section.tsx'
import { SuspensionBanner } from '#app/components/suspension-banner.tsx'
import { db } from '#app/database.server.ts'
import { isAccountOpen } from '#app/domain/account.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { checkTender } from '#app/domain/tender/check-tender.ts'
import { tenderPhase, tenderTimeline } from '#app/domain/tender/tender-phase.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { checkStandardClauses } from '#app/domain/tender/standard-clauses.ts'
import { notFound, param } from '#app/http/params.ts'
import { EndedLots } from '#app/routes/endings/ended-lots.tsx'
import { loadEndedLots } from '#app/routes/endings/ended-lots.server.ts'
import { LotFailures } from '#app/routes/public/lot-failures.tsx'
import { TenderTermsSections } from '#app/routes/public/tender-terms.tsx'
import { OfficerLinks } from '#app/routes/tender-files/officer-links.tsx'
import { listTemplateClauses } from '#db/queries/contract-templates.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listAttemptOutcomes, listLotFailures } from '#db/queries/endings.server.ts'
import { listSuspensions } from '#db/queries/suspensions.server.ts'
import { listOpeningOfficers } from '#db/queries/sealing-keys.server.ts'
import { findOpeningKeys } from '#db/queries/tender-versions.server.ts'
import { findTender, listProvenanceNotes } from '#db/queries/tenders.server.ts'
import { tenderProblemPlace, tenderProblemText } from './tender-problem-text.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.tender.terms.title ?? '招标项目'} · 共济` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'edit-tender')
  const tender = await findTender(db, param(params, 'tenderId'))
  if (!tender || tender.procuringEntityId !== viewer.organisationId)
    return notFound('没有这个招标项目')
  const now = await databaseClock(db)
  const officers = await listOpeningOfficers(db, tender.id)
  const problems = tender.publishedAt
    ? []
    : [
        ...checkTender(tender.terms, {
          today: dateInChina(now),
          openingOfficers: officers.filter((officer) => isAccountOpen(officer, now)),
        }),
        ...checkStandardClauses(tender.terms.clauses, await listTemplateClauses(db)),
      ]
  return {
    tender,
    phase: tenderPhase(tender.facts, now),
    timeline: tenderTimeline(tender.terms, tender.facts, now),
    problems: problems.map((problem) => ({
      path: problem.path,
      place: tenderProblemPlace(problem.path),
      text: tenderProblemText(problem),
    })),
    failures: await listLotFailures(db, tender.id),
    suspensions: await listSuspensions(db, tender, now),
    notes: await listProvenanceNotes(db, tender.id),
    officers: officers.map(({ userId, name, organisationName, recipient }) => ({
      userId,
      name,
      organisationName,
      recipient,
    })),
    openingKeys: await findOpeningKeys(db, { tenderId: tender.id, version: tender.version }),
    attempts: await listAttemptOutcomes(db, tender.id, now),
    ended: await loadEndedLots(tender, dateInChina(now)),
    newTenderId: randomUUID(),
  }
}

export default function TenderPage() {
  const {
    tender,
    phase,
    timeline,
    problems,
    failures,
    suspensions,
    notes,
    officers,
    openingKeys,
    attempts,
    ended,
    newTenderId,
  } = useLoaderData<typeof loader>()
  const { id, terms, facts, publishedAt } = tender
  return (
    <Page
      title={terms.title}
      crumbs={[{ to: '/tenders', label: '招标项目' }]}
      lead={
        <>
          <span>项目编号 {terms.projectNumber}</span>
          <Badge tone={phaseTone[phase]}>{phaseLabel[phase]}</Badge>
        </>
      }
      actions={
        <>
          {publishedAt ? (
            <LinkButton to={`/notices/${id}`} tone="plain">
              公开页面
            </LinkButton>
          ) : (
            <LinkButton to={`/tenders/${id}/edit`} tone="plain">
              编辑
            </LinkButton>
          )}
          {!publishedAt && problems.length === 0 ? (
            <PostButton action={`/tenders/${id}/publish`} label="发布招标公告" />
          ) : null}
          {phase === 'open-for-bids' ? (
            <LinkButton to={`/tenders/${id}/amend`} tone="plain">
              更正招标文件
            </LinkButton>
          ) : null}
          {facts.openedAt ? (
            <LinkButton to={`/tenders/${id}/bid-securities`} tone="plain">
              投标保证金
            </LinkButton>
          ) : null}
          {publishedAt && phase !== 'failed' && phase !== 'cancelled' ? (
            <LinkButton to={`/tenders/${id}/committee`} tone="plain">
              评标委员会
            </LinkButton>
          ) : null}
          {publishedAt ? (
            <LinkButton to={`/tenders/${id}/deadlines`} tone="plain">
              期限
            </LinkButton>
          ) : null}
          {publishedAt && facts.lots.some(({ failed, awarded }) => !failed && !awarded) ? (
            <LinkButton to={`/tenders/${id}/cancel`} tone="plain">
              终止招标
            </LinkButton>
          ) : null}
          {ended.mayRetender ? (
            <PostButton
              action={`/tenders/${id}/retender`}
              values={{ tenderId: newTenderId }}
              label="发起重新招标"
            />
          ) : null}
        </>
      }
    >
      <Provenance notes={notes} />
      <SuspensionBanner suspensions={suspensions} lots={terms.lots} />
      {problems.length > 0 ? (
        <Alert tone="warning" title={`发布前还有 ${problems.length} 项需要处理`}>
          <ul>
            {problems.map(({ path, place, text }) => (
              <li key={`${path} ${text}`}>
                <Link to={`/tenders/${id}/edit#field-${path}`}>{place}</Link>：{text}
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <Section title="项目进度">
        <PhaseTimeline steps={timeline} />
        <OfficerLinks tenderId={id} isPublished={publishedAt !== null} />
        <LotFailures failures={failures} lots={terms.lots} />
        <EndedLots {...ended} />
        <AttemptChain attempts={attempts} currentId={id} area="tenders" />
      </Section>
      <OpeningKeysSection
        keys={publishedAt ? openingKeys : officers}
        threshold={terms.openingThreshold}
        bidderOpeningMinutes={terms.bidderOpeningMinutes}
      />
      {facts.openedAt ? (
        <Section title="评审与定标" actions={<Link to={`/notices/${id}/opening`}>开标记录</Link>}>
          <DataTable
            caption="各采购包"
            rows={terms.lots.map((lot, index) => ({ ...lot, facts: facts.lots[index] }))}
            keyOf={({ id: lotId }) => lotId}
            columns={[
              { header: '采购包', cell: ({ name }) => name },
              {
                header: '状态',
                cell: ({ facts: lot }) =>
                  lot?.failed
                    ? lot.cancelled
                      ? '已终止'
                      : '已流标'
                    : lot?.contractSigned
                      ? '已签约'
                      : lot?.awarded
                        ? '已定标'
                        : lot?.evaluated
                          ? '评审完成'
                          : '评审中',
              },
              {
                header: '办理',
                cell: ({ id: lotId, facts: lot }) =>
                  lot?.failed ? (
                    '—'
                  ) : (
                    <>
                      <Link to={`/lots/${lotId}/reviews`}>审查</Link> ·{' '}
                      <Link to={`/lots/${lotId}/evaluation`}>评分与定标</Link>
                    </>
                  ),
              },
            ]}
          />
        </Section>
      ) : null}
      <TenderTermsSections terms={terms} />
    </Page>
  )
}
