import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime, Count, HashText } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { DrawResult } from '#app/routes/evaluations/draw-result.tsx'
import { checkDraw } from '#app/routes/evaluations/draw-view.server.ts'
import { listPublicDraws } from '#db/queries/expert-draws.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '评审专家抽取 · 共济' }]

export async function loader({ params }: LoaderFunctionArgs) {
  const tender = await findPublishedTender(db, param(params, 'tenderId'))
  if (!tender) return notFound('没有这个招标公告')
  const draws = await listPublicDraws(db, tender)
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    draws: await Promise.all(
      draws.map(async ({ full, ...draw }) => ({
        ...draw,
        reason: full?.reason ?? '',
        check: full ? await checkDraw({ ...draw, ...full }) : null,
      })),
    ),
  }
}

export default function PublicDrawsPage() {
  const { tenderId, title, draws } = useLoaderData<typeof loader>()
  return (
    <Page
      title="评审专家抽取"
      crumbs={[
        { to: '/notices', label: '招标公告' },
        { to: `/notices/${tenderId}`, label: title },
      ]}
      lead="评标委员会成员名单在中标结果确定前保密；结果确定后公布种子、候选与签号，任何人可以复算。"
    >
      {draws.length === 0 ? (
        <EmptyState title="还没有抽取记录">专家在平台外抽取的项目没有抽取记录。</EmptyState>
      ) : null}
      {draws.map((draw) => (
        <Section key={draw.number} title={`第${draw.number}次抽取`}>
          <DefinitionList
            items={[
              { label: '名额', value: <Count value={draw.places} unit="名" /> },
              { label: '候选专家', value: <Count value={draw.poolSize} unit="名" /> },
              ...(draw.reason ? [{ label: '理由', value: draw.reason }] : []),
              { label: '固定时间', value: <ChinaDateTime instant={draw.committedAt} /> },
              {
                label: '揭晓时间',
                value: draw.revealedAt ? <ChinaDateTime instant={draw.revealedAt} /> : '尚未揭晓',
              },
              { label: '种子校验值（SHA-256）', value: <HashText sha256={draw.seedSha256} /> },
            ]}
          />
          {draw.check ? <DrawResult check={draw.check} /> : null}
        </Section>
      ))}
    </Page>
  )
}
