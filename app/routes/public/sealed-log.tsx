import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { bidActLabel } from '#app/components/labels.ts'
import { Alert, Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ExactTime, HashText } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { notFound, pageNumber, param } from '#app/http/params.ts'
import { checkSealedLog, isSound } from '#app/sealing/sealed-log-file.ts'
import { listPublishedSealedLog } from '#db/queries/sealed-log.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'
import { findSealedLogFile } from './sealed-log.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `密封日志 ${data?.title ?? ''} · 共济` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const tender =
    (await findPublishedTender(db, param(params, 'tenderId'))) ?? notFound('没有这个招标项目')
  const log = (await findSealedLogFile(db, tender.id)) ?? notFound('该项目尚未开标')
  const entries = await listPublishedSealedLog(db, tender.id)
  const findings = await checkSealedLog(log)
  const page = pageNumber(new URL(request.url))
  const lotName = (lotId: string) => tender.terms.lots.find(({ id }) => id === lotId)?.name ?? ''
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    isSound: isSound(findings),
    commitments: findings.commitments.map(({ upTo, nonce, commitment, covered, isRight }) => ({
      upTo: new Date(upTo),
      nonce,
      commitment,
      covered,
      isRight,
    })),
    total: entries.length,
    page,
    entries: entries
      .map(({ id, lotId, bidderName, act, at, position, statementSha256 }, index) => ({
        id,
        lotName: lotName(lotId),
        bidderName,
        act,
        at,
        position,
        statementSha256,
        isRight: findings.entries[index]?.problem === undefined,
      }))
      .slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
  }
}

export default function SealedLogPage() {
  const { tenderId, title, commitments, entries, total, page, ...log } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="密封日志"
      crumbs={[
        { to: '/notices', label: '招标公告' },
        { to: `/notices/${tenderId}`, label: title },
        { to: `/notices/${tenderId}/opening`, label: '开标记录' },
      ]}
      lead="投标人的每次递交、撤回和确认各占一条，各有平台签名的回执；开标前定时公布的承诺值把它们固定下来，开标后全部公开。"
      actions={<a href={`/notices/${tenderId}/sealed-log.json`}>下载 sealed-log.json</a>}
    >
      {log.isSound ? (
        <Alert tone="success" title="重算相符：全部签名有效，各条前后衔接，承诺值逐一相符" />
      ) : (
        <Alert tone="danger" title="重算不符：标出的各条与签名、前一条或承诺值不符" />
      )}
      <Section title="承诺值">
        <p className="muted">
          承诺值 = SHA-256（格式名、随机数、此前各条回执的 SHA-256
          按字典序排列，各占一行）。随机数开标后公布，所以开标前无法从承诺值看出有没有人投标。下载的文件可在
          <Link to="/sealing">密封投标说明页</Link>、离线密封工具或命令行中自行重算。
        </p>
        <DataTable
          caption="每日零时和投标截止时各公布一次"
          rows={commitments}
          keyOf={({ upTo }) => upTo.toISOString()}
          columns={[
            { header: '截至', cell: ({ upTo }) => <ExactTime instant={upTo} /> },
            { header: '条数', align: 'number', cell: ({ covered }) => covered },
            {
              header: '重算',
              cell: ({ isRight }) => (
                <Badge tone={isRight ? 'success' : 'danger'}>{isRight ? '相符' : '不符'}</Badge>
              ),
            },
            { header: '公布的承诺值', cell: ({ commitment }) => <HashText sha256={commitment} /> },
            { header: '随机数', cell: ({ nonce }) => <HashText sha256={nonce} /> },
          ]}
        />
      </Section>
      <Section title="日志">
        <DataTable
          caption="按时间排列；序号是该投标人在本项目中的第几条"
          rows={entries}
          keyOf={({ id }) => id}
          empty={<EmptyState title="没有日志条目">截止时间前没有投标人递交过投标文件。</EmptyState>}
          columns={[
            { header: '时间', cell: ({ at }) => <ExactTime instant={at} /> },
            { header: '投标人', cell: ({ bidderName }) => bidderName },
            { header: '采购包', cell: ({ lotName }) => lotName },
            { header: '行为', cell: ({ act }) => bidActLabel[act] },
            { header: '序号', align: 'number', cell: ({ position }) => position },
            {
              header: '签名与衔接',
              cell: ({ isRight }) => (
                <Badge tone={isRight ? 'success' : 'danger'}>{isRight ? '相符' : '不符'}</Badge>
              ),
            },
            {
              header: '回执（SHA-256）',
              cell: ({ statementSha256 }) => <HashText sha256={statementSha256} />,
            },
            {
              header: '下载',
              cell: ({ id, bidderName, position }) => (
                <a href={`/notices/${tenderId}/sealed-log/${id}`}>
                  回执
                  <span className="visually-hidden">
                    （{bidderName}第 {position} 条）
                  </span>
                </a>
              ),
            },
          ]}
        />
        {total > PAGE_SIZE ? <Pagination total={total} page={page} /> : null}
      </Section>
    </Page>
  )
}
