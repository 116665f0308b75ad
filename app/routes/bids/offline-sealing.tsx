import { Link } from '@remix-run/react'
import { Section } from '#app/components/page.tsx'

/** The way for those who would rather seal on a computer without a network (离线密封). */
export function OfflineSealing({ lotId }: { lotId: string }) {
  return (
    <Section title="离线密封">
      <p>不想在联网的浏览器里填写报价的，可以在不联网的电脑上用离线密封工具制作同样的密封件：</p>
      <ol className="prose-list">
        <li>
          下载<a href={`/lots/${lotId}/bid/sealing.json`}>本采购包的密封参数</a>和
          <Link to="/sealing">离线密封工具</Link>，拷到不联网的电脑；
        </li>
        <li>用浏览器打开工具，载入密封参数，填写、核对、密封，得到 .gongji-bid 文件；</li>
        <li>
          回到本平台
          <Link to={`/lots/${lotId}/bid/packed`}>上传离线密封的投标文件</Link>并递交。
        </li>
      </ol>
    </Section>
  )
}
