import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PAGE_SIZE } from '#app/components/data-table.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { ClientOnly } from '#app/components/sealing/client-only.tsx'
import { ReceiptCheck } from '#app/components/sealing/receipt-check.tsx'
import { SealedLogCheck } from '#app/components/sealing/sealed-log-check.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { PACKER_FILE, releaseOf } from '#app/http/served-scripts.server.ts'
import { listScriptReleases } from '#db/queries/script-releases.server.ts'
import { listSigningKeys } from '#db/queries/sealed-log.server.ts'
import { Promises } from './promises.tsx'
import { ScriptSection } from './script-section.tsx'
import { SealingFlow } from './sealing-flow.tsx'
import { SigningKeyTable } from './signing-key-table.tsx'

export const meta: MetaFunction = () => [{ title: '密封投标是怎样保证的 · 共济' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = pageNumber(new URL(request.url))
  const packer = context.scripts.find((script) => script.path === `/${PACKER_FILE}`)
  return {
    page,
    packer: packer ?? null,
    release: context.scripts.length > 0 ? releaseOf(context.scripts) : null,
    releases: await listScriptReleases(db, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
    signingKeys: await listSigningKeys(db),
  }
}

export default function SealingPage() {
  const { packer, release, releases, page, signingKeys } = useLoaderData<typeof loader>()
  return (
    <Page
      title="密封投标是怎样保证的"
      lead="投标文件在投标人自己的电脑上加密后才离开。开标之前，平台、采购人和其他投标人都读不到；这里说明靠什么做到、对谁成立、在哪里不成立，以及怎样自行核对。"
    >
      <Section title="从密封到开标">
        <SealingFlow />
      </Section>
      <Promises />
      <Section title="在本页核对" id="check">
        <p>
          文件只在您的浏览器中读取，不会发送给平台。不想依赖本页的，请用离线密封工具或命令行核对。
        </p>
        <ClientOnly>
          <h3>核对回执</h3>
          <ReceiptCheck publishedKeys={signingKeys.map(({ publicKey }) => publicKey)} />
          <h3>核对密封日志</h3>
          <SealedLogCheck />
        </ClientOnly>
      </Section>
      <Section title="回执签名密钥" id="signing-key">
        <SigningKeyTable keys={signingKeys} />
      </Section>
      <ScriptSection packer={packer} release={release} releases={releases} page={page} />
    </Page>
  )
}
