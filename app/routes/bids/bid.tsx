import { randomUUID } from 'node:crypto'
import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { BidPrice } from '#app/components/bid-price.tsx'
import { LinkButton } from '#app/components/button.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { rateText } from '#app/components/format.ts'
import { Alert, Badge, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime, ExactTime, HashText } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { bidStands } from '#app/domain/bid/bid-stands.ts'
import { bidWindow, checkBid } from '#app/domain/bid/check-bid.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { notFound, param } from '#app/http/params.ts'
import { findBidDraft, listAttachments, listOwnSubmissions } from '#db/queries/bids.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findBindingVersion } from '#db/queries/tender-versions.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'
import { AmendedNotice } from './amended-notice.tsx'
import { BidFiles } from './bid-files.tsx'
import { bidProblemText } from './bid-problem-text.ts'

export const meta: MetaFunction = () => [{ title: '投标 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'edit-bid')
  const found = await findLot(db, param(params, 'lotId'))
  if (!found?.tender.publishedAt) return notFound('没有这个采购包')
  const { lot, tender } = found
  const now = await databaseClock(db)
  const key = { lotId: lot.id, bidderId: viewer.organisationId }
  const draft = await findBidDraft(db, key)
  const attachments = await listAttachments(db, key)
  const content = draft && { ...draft.content, attachments }
  const submissions = await listOwnSubmissions(db, key)
  const [latest] = submissions
  const bindingVersion = await findBindingVersion(db, tender.id)
  return {
    lot,
    tender: { id: tender.id, title: tender.terms.title, bidDeadline: tender.facts.bidDeadline },
    now,
    open: bidWindow(tender.facts, now).ok,
    content: content ?? null,
    draftUpdatedAt: draft?.updatedAt.toISOString() ?? '',
    problems: content
      ? checkBid(content, lot, tender.terms).map((problem) => bidProblemText(problem, lot.bidBasis))
      : [],
    attachments,
    submissions,
    version: tender.version,
    mustConfirm:
      latest !== undefined &&
      !bidStands(Math.max(latest.tenderVersion, latest.confirmedVersion ?? 0), bindingVersion),
    submissionId: randomUUID(),
    attachmentId: randomUUID(),
  }
}

export default function BidPage() {
  const {
    lot,
    tender,
    now,
    open,
    content,
    draftUpdatedAt,
    problems,
    attachments,
    submissions,
    version,
    mustConfirm,
    submissionId,
    attachmentId,
  } = useLoaderData<typeof loader>()
  const [latest] = submissions
  const current = latest && !latest.withdrawnAt ? latest : undefined
  const revision = (latest?.revision ?? 0) + 1
  return (
    <Page
      title={`投标 · ${lot.name}`}
      crumbs={[{ to: '/bids', label: '我的投标' }]}
      lead={
        <>
          <Link to={`/notices/${tender.id}`}>{tender.title}</Link>
          <span>
            投标截止 <ChinaDateTime instant={tender.bidDeadline} />
          </span>
          <span>
            服务器时间 <ChinaDateTime instant={now} />
          </span>
        </>
      }
      actions={
        open ? (
          <LinkButton to={`/lots/${lot.id}/bid/edit`}>
            {content ? '修改草稿' : '填写投标文件'}
          </LinkButton>
        ) : undefined
      }
    >
      {open ? null : (
        <Alert tone="warning" title="投标已截止，不能再修改、递交或撤回。">
          <Link to={`/lots/${lot.id}/clarifications`}>评标委员会的澄清要求</Link>
        </Alert>
      )}
      {open && current && mustConfirm ? (
        <AmendedNotice
          lotId={lot.id}
          tenderId={tender.id}
          submissionId={current.id}
          version={version}
        />
      ) : null}
      {current ? (
        <Section title="投标回执">
          <DefinitionList
            items={[
              {
                label: '状态',
                value: <Badge tone="success">已递交（第 {current.revision} 次）</Badge>,
              },
              { label: '递交时间（服务器）', value: <ExactTime instant={current.submittedAt} /> },
              {
                label: '投标文件校验值（SHA-256）',
                value: <HashText sha256={current.envelopeSha256} />,
              },
            ]}
          />
          <p className="muted">
            请打印或保存本回执。开标记录会公布同一校验值，可据此核对投标文件未被改动。
          </p>
          {open ? (
            <PostButton
              action={`/lots/${lot.id}/bid/withdraw`}
              values={{ submissionId: current.id }}
              label="撤回投标"
              tone="danger"
            />
          ) : null}
        </Section>
      ) : null}
      <Section title="投标文件草稿">
        {content ? (
          <>
            <DefinitionList
              items={[
                { label: '报价', value: <BidPrice basis={lot.bidBasis} price={content.price} /> },
                { label: '各段支付比例', value: content.payoutRatios.map(rateText).join(' / ') },
                { label: '盈利率', value: rateText(content.profitRate) },
                { label: '亏损率', value: rateText(content.lossRate) },
                {
                  label: '专职人员（医学背景）',
                  value: `${content.staffing.fullTime}（${content.staffing.medicalBackground}）`,
                },
                { label: '每县服务网点', value: content.staffing.servicePointsPerCounty },
                { label: '年培训学时', value: content.staffing.trainingHours },
                { label: '信息系统', value: content.staffing.informationSystem || '未填写' },
                { label: '服务承诺', value: content.servicePromises || '未填写' },
              ]}
            />
            {problems.length > 0 ? (
              <Alert tone="warning" title="递交前还需要处理：">
                <ul>
                  {problems.map((problem) => (
                    <li key={problem}>{problem}</li>
                  ))}
                </ul>
              </Alert>
            ) : null}
            {open && problems.length === 0 ? (
              <PostButton
                action={`/lots/${lot.id}/bid/submit`}
                values={{ submissionId, revision: String(revision), draftUpdatedAt }}
                label={current ? '以当前草稿替换已递交的投标' : '递交投标文件'}
              />
            ) : null}
          </>
        ) : (
          <p>还没有草稿。请先填写投标文件，再上传附件并递交。</p>
        )}
      </Section>
      <BidFiles lotId={lot.id} attachments={attachments} open={open} attachmentId={attachmentId} />
      {submissions.length > 0 ? (
        <Section title="递交记录">
          <DataTable
            caption="仅本公司可见"
            rows={submissions}
            keyOf={({ id }) => id}
            columns={[
              { header: '次数', align: 'number', cell: ({ revision: number }) => number },
              {
                header: '递交时间',
                cell: ({ submittedAt }) => <ExactTime instant={submittedAt} />,
              },
              {
                header: '撤回时间',
                cell: ({ withdrawnAt }) =>
                  withdrawnAt ? <ExactTime instant={withdrawnAt} /> : '—',
              },
              {
                header: '校验值',
                cell: ({ envelopeSha256 }) => <HashText sha256={envelopeSha256} />,
              },
            ]}
          />
        </Section>
      ) : null}
    </Page>
  )
}
