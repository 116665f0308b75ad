import { DataTable, Pagination } from '#app/components/data-table.tsx'
import { EmptyState, Section } from '#app/components/page.tsx'
import { ChinaDateTime, HashText } from '#app/components/values.tsx'
import { type ServedScript } from '#app/http/served-scripts.server.ts'

type ScriptRelease = { sha256: string; scriptCount: number; servedFrom: Date }

const RECIPE = `git clone <源代码仓库地址> gongji && cd gongji
git checkout <平台公布的版本>
npm ci
npm run build
npm run -s gongji -- hash-scripts`

/** Which scripts the portal serves and has served, the offline tool, and how an outsider compares. */
export function ScriptSection({
  packer,
  release,
  releases,
  page,
}: {
  packer: ServedScript | null
  release: string | null
  releases: { items: readonly ScriptRelease[]; total: number }
  page: number
}) {
  return (
    <>
      <Section title="离线密封工具" id="tool">
        <p>
          一个网页文件，存到不联网的电脑上用浏览器打开，就能填写、密封、生成密钥和核对回执。它的安全策略不允许访问任何网络。
        </p>
        {packer ? (
          <>
            <p>
              <a className="button button-primary" href={packer.path} download>
                下载离线密封工具
              </a>
            </p>
            <p>
              SHA-256 <HashText sha256={packer.sha256} />
            </p>
          </>
        ) : (
          <EmptyState title="开发模式下没有离线密封工具">执行 npm run build 后提供。</EmptyState>
        )}
      </Section>
      <Section title="页面脚本的校验值" id="scripts">
        <p>
          密封由平台发给浏览器的脚本完成，所以脚本的校验值全部公布，更换过的也留着。任何人可以从源代码重新构建，比较结果：
        </p>
        <pre className="recipe">
          <code>{RECIPE}</code>
        </pre>
        <p>
          同样的源代码在同样的 Node.js 上构建，得到同样的文件。最后一行应与下面的版本校验值相同。
        </p>
        {release ? (
          <p>
            现行版本 <HashText sha256={release} />，
            <a href="/sealing/scripts.json">逐个脚本的校验值（scripts.json）</a>
          </p>
        ) : null}
        <DataTable
          caption="本平台用过的脚本版本"
          rows={releases.items}
          keyOf={({ sha256 }) => sha256}
          empty={<EmptyState title="还没有记录过脚本版本" />}
          columns={[
            {
              header: '启用时间',
              cell: ({ servedFrom }) => <ChinaDateTime instant={servedFrom} />,
            },
            {
              header: '版本校验值（SHA-256）',
              cell: ({ sha256 }) => (
                <a href={`/sealing/scripts.json?release=${sha256}`}>
                  <HashText sha256={sha256} />
                </a>
              ),
            },
            { header: '脚本数', align: 'number', cell: ({ scriptCount }) => scriptCount },
          ]}
        />
        <Pagination total={releases.total} page={page} />
      </Section>
    </>
  )
}
