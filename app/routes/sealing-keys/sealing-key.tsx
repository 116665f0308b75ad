import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import { type Viewer, requirePermission } from '#app/auth/session.server.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { ClientOnly } from '#app/components/sealing/client-only.tsx'
import { Fingerprint } from '#app/components/sealing/fingerprint.tsx'
import { Answer } from '#app/forms/answer.tsx'
import { db } from '#app/database.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listTendersSealedToOldKey } from '#db/queries/replaced-opening-keys.server.ts'
import {
  findInsurerRecipient,
  findProvenRecipient,
  listOwnSealingKeys,
} from '#db/queries/sealing-keys.server.ts'
import { findLoginName } from '#db/queries/users.server.ts'
import { BringKey } from './bring-key.tsx'
import { MakeKey } from './make-key.tsx'
import { OldKeyTenders } from './old-key-tenders.tsx'
import { OwnKeysTable } from './own-keys-table.tsx'
import { ProveKey } from './prove-key.tsx'

export const meta: MetaFunction = () => [{ title: '我的密钥 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'keep-sealing-key')
  const isOfficer = viewer.role === 'opening-officer'
  const recipient = await findCurrentRecipient(viewer)
  const keys = (await listOwnSealingKeys(db, viewer.userId)).map((key) => ({
    ...key,
    state: key.provenAt ? stateOf(key.recipient === recipient) : ('unproven' as const),
  }))
  const now = await databaseClock(db)
  const tenders = isOfficer ? await listTendersSealedToOldKey(db, viewer.userId) : []
  return {
    isOfficer,
    holder: `${viewer.name}（${viewer.organisationName}）`,
    loginName: await findLoginName(db, viewer.userId),
    keys,
    colleaguesKey: keys.some(({ state }) => state === 'current') ? null : (recipient ?? null),
    unproven: keys[0]?.state === 'unproven' ? keys[0] : null,
    tenders: tenders.map((tender) => ({ ...tender, isOver: now >= tender.bidDeadline })),
  }
}

async function findCurrentRecipient({ role, userId, organisationId }: Viewer) {
  return role === 'opening-officer'
    ? findProvenRecipient(db, userId)
    : findInsurerRecipient(db, organisationId)
}

function stateOf(isCurrent: boolean) {
  return isCurrent ? ('current' as const) : ('replaced' as const)
}

export default function SealingKeyPage() {
  const { isOfficer, holder, loginName, keys, colleaguesKey, unproven, tenders } =
    useLoaderData<typeof loader>()
  const { revalidate } = useRevalidator()
  const [made, setMade] = useState({ count: 0 })
  const finish = () => {
    setMade({ count: made.count + 1 })
    revalidate()
  }
  return (
    <Page
      title="我的密钥"
      lead={
        isOfficer
          ? '投标密封给开标人员的密钥。密钥只在您手中，平台打不开任何投标。'
          : '贵公司的密钥保存一份每个投标的解密密钥，供您查阅自己的投标和在开标时自行解密。'
      }
    >
      {made.count > 0 ? (
        <Answer to={made}>
          <Alert tone="success" title="密钥已登记并证明持有，从现在起使用">
            <p>请再次确认密钥文件已存到两处，口令另外保管。</p>
          </Alert>
        </Answer>
      ) : null}
      <Section title="登记过的密钥">
        {colleaguesKey === null ? null : (
          <p>
            本公司现行密钥由同事登记，指纹 <Fingerprint recipient={colleaguesKey} />
            ；投标密封时使用该密钥。
          </p>
        )}
        <OwnKeysTable keys={keys} />
        <OldKeyTenders tenders={tenders} />
      </Section>
      {unproven ? (
        <Section title="完成上次的登记">
          <p>
            上次登记的密钥还没有证明持有，不会被使用。请选择它的密钥文件；找不到的，另外生成一把。
          </p>
          <ClientOnly>
            <ProveKey keyId={unproven.id} recipient={unproven.recipient} onDone={finish} />
          </ClientOnly>
        </Section>
      ) : null}
      <Section title={keys.length > 0 ? '更换密钥' : '生成密钥'}>
        <ReplacingMeans isOfficer={isOfficer} hasKey={keys.length > 0} />
        <details key={made.count} open={keys.length === 0}>
          <summary>生成一把密钥</summary>
          <ClientOnly>
            <MakeKey holder={holder} loginName={loginName} onDone={finish} />
          </ClientOnly>
        </details>
        <details key={`brought ${made.count}`}>
          <summary>登记用离线密封工具生成的密钥</summary>
          <ClientOnly>
            <BringKey onDone={finish} />
          </ClientOnly>
        </details>
      </Section>
    </Page>
  )
}

function ReplacingMeans({ isOfficer, hasKey }: { isOfficer: boolean; hasKey: boolean }) {
  if (!hasKey) return <p>密钥在您的浏览器中生成，私密部分从不离开本机；平台只登记公开部分。</p>
  return (
    <p>
      {isOfficer
        ? '更换后，新发布的项目使用新密钥；已发布、尚未开标的项目须由招标经办发布更正公告才会改用，此前请保留旧密钥文件。'
        : '更换后，新密封的投标使用新密钥；此前递交的投标只能用当时的密钥打开，请保留旧密钥文件。'}
    </p>
  )
}
