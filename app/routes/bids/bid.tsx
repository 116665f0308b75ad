import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button.tsx'
import { Alert, Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { ExactTime, HashText } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { bidStands } from '#app/domain/bid/bid-stands.ts'
import { bidWindow } from '#app/domain/bid/check-bid.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { param } from '#app/http/params.ts'
import { countChunks, findUnfinishedUpload } from '#db/queries/bid-uploads.server.ts'
import { listOwnSubmissions } from '#db/queries/bids.server.ts'
import { listOwnReceipts } from '#db/queries/sealed-log.server.ts'
import { findInsurerRecipient } from '#db/queries/sealing-keys.server.ts'
import { findBindingVersion } from '#db/queries/tender-versions.server.ts'
import { AmendedNotice } from './amended-notice.tsx'
import { requireBidPage } from './bid-page.server.ts'
import { DeadlineClock } from './deadline-clock.tsx'
import { NoKeyNotice } from './no-key-notice.tsx'
import { OfflineSealing } from './offline-sealing.tsx'
import { ReceiptTable } from './receipt-table.tsx'

export const meta: MetaFunction = () => [{ title: '投标 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, lot, tender, now } = await requireBidPage(request, param(params, 'lotId'))
  const key = { lotId: lot.id, bidderId: viewer.organisationId }
  const [latest] = await listOwnSubmissions(db, key)
  const unfinished = await findUnfinishedUpload(db, key)
  const standsUnder = latest && Math.max(latest.tenderVersion, latest.confirmedVersion ?? 0)
  const binding = await findBindingVersion(db, tender.id)
  return {
    lot: { id: lot.id, name: lot.name },
    tender: {
      id: tender.id,
      title: tender.terms.title,
      version: tender.version,
      bidDeadline: tender.facts.bidDeadline,
      opened: tender.facts.openedAt !== null,
    },
    now,
    open: bidWindow(tender.facts, now).ok,
    hasKey: (await findInsurerRecipient(db, viewer.organisationId)) !== undefined,
    latest: latest
      ? {
          id: latest.id,
          revision: latest.revision,
          tenderVersion: latest.tenderVersion,
          envelopeSha256: latest.envelopeSha256,
          submittedAt: latest.submittedAt,
          withdrawnAt: latest.withdrawnAt,
        }
      : null,
    mustConfirm: standsUnder !== undefined && !bidStands(standsUnder, binding),
    unfinished: unfinished
      ? { arrived: await countChunks(db, unfinished.id), chunkCount: unfinished.chunkCount }
      : null,
    receipts: (await listOwnReceipts(db, key)).map(({ id, act, position, at }) => ({
      id,
      act,
      position,
      at,
    })),
  }
}

export default function BidPage() {
  const { lot, tender, now, open, hasKey, latest, mustConfirm, unfinished, receipts } =
    useLoaderData<typeof loader>()
  const current = latest && !latest.withdrawnAt ? latest : undefined
  return (
    <Page
      title={`投标 · ${lot.name}`}
      crumbs={[{ to: '/bids', label: '我的投标' }]}
      lead={<Link to={`/notices/${tender.id}`}>{tender.title}</Link>}
      actions={
        open && hasKey ? (
          <LinkButton to={`/lots/${lot.id}/bid/edit`}>
            {current ? '编制新的投标文件' : '编制投标文件'}
          </LinkButton>
        ) : undefined
      }
    >
      <DeadlineClock lotId={lot.id} now={now} deadline={tender.bidDeadline} />
      {open ? null : (
        <Alert tone="warning" title="投标已截止，不能再递交、替换或撤回。">
          {current && !tender.opened ? (
            <p>
              <Link to={`/lots/${lot.id}/bid/release-key`}>开标进展与投标人解密</Link>
            </p>
          ) : null}
          <p>
            <Link to={`/lots/${lot.id}/clarifications`}>评标委员会的澄清要求</Link>
          </p>
        </Alert>
      )}
      {open && !hasKey ? <NoKeyNotice /> : null}
      {open && current && mustConfirm ? (
        <AmendedNotice
          lotId={lot.id}
          tenderId={tender.id}
          submissionId={current.id}
          version={tender.version}
        />
      ) : null}
      {unfinished ? (
        <Alert tone="warning" title="有一份投标文件没有递交">
          <p>
            已上传 {unfinished.arrived} / {unfinished.chunkCount} 块。
            {unfinished.arrived < unfinished.chunkCount
              ? '部分上传的投标文件不是投标，截止时视为撤回。'
              : '已全部上传，但没有递交，还不是投标。'}
          </p>
          {open ? (
            <p>
              <Link to={`/lots/${lot.id}/bid/edit`}>在密封时所用的浏览器继续上传</Link>，或
              <Link to={`/lots/${lot.id}/bid/packed`}>重新选择离线密封的文件</Link>。
            </p>
          ) : null}
        </Alert>
      ) : null}
      <Section title="本公司的投标">
        {latest ? (
          <>
            <DefinitionList
              items={[
                {
                  label: '状态',
                  value: latest.withdrawnAt ? (
                    <Badge tone="warning">已撤回</Badge>
                  ) : (
                    <Badge tone="success">已递交（第 {latest.revision} 次）</Badge>
                  ),
                },
                { label: '递交时间（服务器）', value: <ExactTime instant={latest.submittedAt} /> },
                { label: '招标文件版本', value: `第 ${latest.tenderVersion} 版` },
                {
                  label: '密封件校验值（SHA-256）',
                  value: <HashText sha256={latest.envelopeSha256} />,
                },
              ]}
            />
            <p>
              {tender.opened ? null : '投标内容在本机密封，平台不能打开。'}
              <Link to={`/lots/${lot.id}/bid/reopen`}>用本公司密钥查看已递交的内容</Link>
            </p>
            {open && current ? (
              <PostButton
                action={`/lots/${lot.id}/bid/withdraw`}
                values={{ submissionId: current.id }}
                label="撤回投标"
                tone="danger"
              />
            ) : null}
          </>
        ) : (
          <EmptyState title="还没有递交投标文件">
            {open ? '编制、密封并上传后，在截止前点击“递交”，取得回执才算投标。' : null}
          </EmptyState>
        )}
      </Section>
      <ReceiptTable lotId={lot.id} receipts={receipts} />
      {open && hasKey ? <OfflineSealing lotId={lot.id} /> : null}
    </Page>
  )
}
