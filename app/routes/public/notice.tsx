import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { AttemptChain } from '#app/components/attempt-chain.tsx'
import { LinkButton } from '#app/components/button.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { phaseLabel, phaseTone } from '#app/components/labels.ts'
import { Badge, Page, Section } from '#app/components/page.tsx'
import { PhaseTimeline } from '#app/components/phase-timeline.tsx'
import { Provenance } from '#app/components/provenance.tsx'
import { PublishedDecisions } from '#app/components/published-decisions.tsx'
import { OpeningKeysSection } from '#app/components/sealing/opening-keys-section.tsx'
import { SuspensionBanner } from '#app/components/suspension-banner.tsx'
import { DocumentLinks } from '#app/components/document-links.tsx'
import { db } from '#app/database.server.ts'
import { findViewer } from '#app/auth/session.server.ts'
import { tenderPhase, tenderTimeline } from '#app/domain/tender/tender-phase.ts'
import { notFound, param } from '#app/http/params.ts'
import { NoticeLinks } from '#app/routes/tender-files/notice-links.tsx'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listAttemptOutcomes, listLotFailures } from '#db/queries/endings.server.ts'
import { findPublishedTender, listProvenanceNotes } from '#db/queries/tenders.server.ts'
import { listPublishedDecisions } from '#db/queries/objections.server.ts'
import { listCommitments } from '#db/queries/sealed-log.server.ts'
import { listSuspensions } from '#db/queries/suspensions.server.ts'
import { findOpeningKeys } from '#db/queries/tender-versions.server.ts'
import { CommitmentsSection } from './commitments-section.tsx'
import { LotFailures } from './lot-failures.tsx'
import { TenderTermsSections } from './tender-terms.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.tender.terms.title ?? '招标公告'} · 共济` },
]

const LATEST_COMMITMENTS = 5

export async function loader({ request, params }: LoaderFunctionArgs) {
  const tender =
    (await findPublishedTender(db, param(params, 'tenderId'))) ?? notFound('没有这个招标公告')
  const now = await databaseClock(db)
  const viewer = await findViewer(request)
  const attempts = await listAttemptOutcomes(db, tender.id, now)
  return {
    tender,
    phase: tenderPhase(tender.facts, now),
    timeline: tenderTimeline(tender.terms, tender.facts, now),
    failures: await listLotFailures(db, tender.id),
    suspensions: await listSuspensions(db, tender, now),
    decisions: await listPublishedDecisions(db, tender.id),
    notes: await listProvenanceNotes(db, tender.id),
    committed: await listCommitments(db, tender.id, { limit: LATEST_COMMITMENTS, offset: 0 }),
    openingKeys: await findOpeningKeys(db, { tenderId: tender.id, version: tender.version }),
    attempts: attempts.filter(({ publishedAt }) => publishedAt !== null),
    mayBid: viewer?.role === 'bid-submitter',
    mayReadDocuments:
      viewer?.role === 'bid-submitter' ||
      (viewer?.role === 'tender-officer' && viewer.organisationId === tender.procuringEntityId),
  }
}

export default function NoticePage() {
  const {
    tender,
    phase,
    timeline,
    failures,
    suspensions,
    decisions,
    notes,
    committed,
    openingKeys,
    attempts,
    mayBid,
    mayReadDocuments,
  } = useLoaderData<typeof loader>()
  const { terms, facts } = tender
  return (
    <Page
      title={terms.title}
      crumbs={[{ to: '/notices', label: '招标公告' }]}
      lead={
        <>
          <span>项目编号 {terms.projectNumber}</span>
          <span>{tender.procuringEntityName}</span>
          <Badge tone={phaseTone[phase]}>{phaseLabel[phase]}</Badge>
        </>
      }
      actions={
        mayBid && phase === 'open-for-bids'
          ? terms.lots.map((lot) => (
              <LinkButton key={lot.id} to={`/lots/${lot.id}/bid`}>
                投标：{lot.name}
              </LinkButton>
            ))
          : undefined
      }
    >
      <Provenance notes={notes} />
      <SuspensionBanner suspensions={suspensions} lots={terms.lots} />
      <Section title="项目进度">
        <PhaseTimeline steps={timeline} />
        <DefinitionList
          items={[
            ...(facts.openedAt
              ? [
                  {
                    label: '开标记录',
                    value: <Link to={`/notices/${tender.id}/opening`}>查看开标记录</Link>,
                  },
                ]
              : []),
            {
              label: '专家抽取',
              value: <Link to={`/notices/${tender.id}/draws`}>查看抽取记录</Link>,
            },
            ...terms.lots
              .filter(
                (_lot, index) =>
                  facts.lots[index]?.candidatesPublished || facts.lots[index]?.awarded,
              )
              .map((lot) => ({
                label: `评审结果 · ${lot.name}`,
                value: <Link to={`/results/${lot.id}`}>查看评审结果</Link>,
              })),
            ...(tender.version > 1
              ? [
                  {
                    label: `现行第 ${tender.version} 版`,
                    value: <Link to={`/notices/${tender.id}/history`}>查看更正历史</Link>,
                  },
                ]
              : []),
            {
              label: '法定期限',
              value: <Link to={`/notices/${tender.id}/deadlines`}>查看期限与计算</Link>,
            },
          ]}
        />
        <DocumentLinks label="招标公告" path={`/notices/${tender.id}/documents/tender-notice`} />
        {mayReadDocuments ? (
          <DocumentLinks
            label="招标文件"
            path={`/notices/${tender.id}/documents/bidding-documents`}
          />
        ) : null}
        <NoticeLinks tenderId={tender.id} mayAsk={mayBid} mayReadDocuments={mayReadDocuments} />
        <LotFailures failures={failures} lots={terms.lots} />
        <AttemptChain attempts={attempts} currentId={tender.id} area="notices" />
        {mayBid ? (
          <p>
            <Link to={`/notices/${tender.id}/object`}>提出异议（质疑）</Link>
          </p>
        ) : null}
      </Section>
      <PublishedDecisions decisions={decisions} />
      <OpeningKeysSection
        keys={openingKeys}
        threshold={terms.openingThreshold}
        bidderOpeningMinutes={terms.bidderOpeningMinutes}
      />
      <CommitmentsSection tenderId={tender.id} opened={facts.openedAt !== null} {...committed} />
      <TenderTermsSections terms={terms} />
    </Page>
  )
}
