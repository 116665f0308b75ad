import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Alert, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ClientOnly } from '#app/components/sealing/client-only.tsx'
import { ExactTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { bidWindow } from '#app/domain/bid/check-bid.ts'
import { param } from '#app/http/params.ts'
import { listOwnSubmissions } from '#db/queries/bids.server.ts'
import { requireBidPage } from './bid-page.server.ts'
import { ReopenedEnvelope } from './reopened-envelope.tsx'

export const meta: MetaFunction = () => [{ title: '查看已递交的投标文件 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, lot, tender, now } = await requireBidPage(request, param(params, 'lotId'))
  const key = { lotId: lot.id, bidderId: viewer.organisationId }
  const submissions = await listOwnSubmissions(db, key)
  const asked = new URL(request.url).searchParams.get('submission')
  const shown = submissions.find(({ id }) => id === asked) ?? submissions[0]
  return {
    lot: { id: lot.id, name: lot.name, bidBasis: lot.bidBasis },
    title: tender.terms.title,
    userId: viewer.userId,
    open: bidWindow(tender.facts, now).ok,
    submissions: submissions.map(({ id, revision, submittedAt }) => ({
      id,
      revision,
      submittedAt,
    })),
    shown: shown
      ? {
          id: shown.id,
          revision: shown.revision,
          submittedAt: shown.submittedAt,
          envelopeSha256: shown.envelopeSha256,
          header: new TextDecoder().decode(shown.header),
        }
      : null,
  }
}

export default function ReopenBidPage() {
  const { lot, title, userId, open, submissions, shown } = useLoaderData<typeof loader>()
  return (
    <Page
      title="查看已递交的投标文件"
      crumbs={[
        { to: '/bids', label: '我的投标' },
        { to: `/lots/${lot.id}/bid`, label: `${title} · ${lot.name}` },
      ]}
    >
      {shown ? (
        <>
          <Alert tone="info" title={`第 ${shown.revision} 次递交`}>
            <p>
              递交时间 <ExactTime instant={shown.submittedAt} />
              。密封件取回后只在本机解密，密钥和内容都不发送给平台。
            </p>
          </Alert>
          <ClientOnly>
            <ReopenedEnvelope
              key={shown.id}
              lot={lot}
              place={{ userId, lotId: lot.id }}
              submissionId={shown.id}
              headerText={shown.header}
              envelopeSha256={shown.envelopeSha256}
              mayEdit={open}
            />
          </ClientOnly>
        </>
      ) : (
        <EmptyState title="本公司在这个采购包还没有递交过投标文件" />
      )}
      {submissions.length > 1 ? (
        <Section title="其他各次递交">
          <ul>
            {submissions
              .filter(({ id }) => id !== shown?.id)
              .map(({ id, revision, submittedAt }) => (
                <li key={id}>
                  <Link to={`?submission=${id}`}>第 {revision} 次</Link>{' '}
                  <ExactTime instant={submittedAt} />
                </li>
              ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  )
}
