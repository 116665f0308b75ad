import { DefinitionList } from '#app/components/definition-list.tsx'
import { Alert, Section } from '#app/components/page.tsx'
import { ExactTime, HashText } from '#app/components/values.tsx'
import { Answer } from '#app/forms/answer.tsx'
import { type Receipt, checkReceipt, writeReceipt } from '#app/sealing/receipt.ts'

/** A receipt just given, checked in this browser before it is believed. */
export function ReceiptPanel({
  lotId,
  receipt,
  envelopeSha256,
}: {
  lotId: string
  receipt: Receipt
  envelopeSha256: string
}) {
  const checked = checkReceipt(writeReceipt(receipt))
  if (!checked.ok || checked.value.statement.envelopeSha256 !== envelopeSha256)
    return (
      <Alert tone="danger" title="回执与密封件不符">
        <p>平台给出的回执没有通过本机核对，请保存本页并立即联系平台与监督部门。</p>
      </Alert>
    )
  const { at, position, revision, submissionId } = checked.value.statement
  return (
    <Answer to={receipt}>
      <Section title="投标回执">
        <Alert tone="success" title={`已递交（第 ${revision} 次）`}>
          <p>回执的签名和校验值已在本机核对无误。</p>
        </Alert>
        <DefinitionList
          items={[
            { label: '递交时间（服务器）', value: <ExactTime instant={new Date(at)} /> },
            { label: '本公司在本项目的回执序号', value: position },
            { label: '密封件校验值（SHA-256）', value: <HashText sha256={envelopeSha256} /> },
          ]}
        />
        <p>
          <a
            className="button button-primary"
            href={`/lots/${lotId}/bid/receipts/${submissionId}`}
            download
          >
            下载回执
          </a>
        </p>
        <p>请保存三样东西：回执文件、本公司的密钥文件、密钥文件的口令。</p>
        <ul className="prose-list">
          <li>回执可以在不联网的电脑上核对，证明平台在何时收到了哪一份密封件。</li>
          <li>
            开标人员的密钥不能使用时，要用本公司的密钥自行解密；想重新查看投标内容，也要用它。
          </li>
        </ul>
      </Section>
    </Answer>
  )
}
