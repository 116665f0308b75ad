import { DefinitionList } from '#app/components/definition-list.tsx'
import { ExactTime, HashText } from '#app/components/values.tsx'
import { type EnvelopeComparison, compareEnvelope } from '#app/sealing/compare-envelope.ts'
import { readEnvelopeFile } from '#app/sealing/envelope-file.ts'
import { type BidAct, type ReceiptStatement, checkReceipt } from '#app/sealing/receipt.ts'
import { signingKeyFingerprint, signingKeyId } from '#app/sealing/signing-key-id.ts'
import { type Finding } from './finding-list.tsx'

export const ENVELOPE_ENDING = '.gongji-bid'

export type ReceiptCheckOutcome = {
  problem: 'not-a-receipt' | 'not-an-envelope' | undefined
  findings: readonly Finding[]
}

export const actText: Record<BidAct, string> = {
  submitted: '提交',
  withdrawn: '撤回',
  confirmed: '更正后确认',
}

/** What a receipt file, and the envelope beside it, turn out to be. */
export async function checkReceiptFiles(
  receiptFile: File,
  envelopeFile: File | undefined,
  publishedKeys: readonly string[] | null,
): Promise<ReceiptCheckOutcome> {
  const checked = checkReceipt(await receiptFile.text())
  if (!checked.ok && checked.refusal === 'not-a-receipt')
    return { problem: 'not-a-receipt', findings: [] }
  if (!checked.ok) {
    const what = '签名与内容不符：回执被改动过，或不是所载密钥签发的。'
    return { problem: undefined, findings: [{ key: 'signature', isRight: false, what }] }
  }
  const { receipt, statement } = checked.value
  const findings = [
    { key: 'signature', isRight: true, what: <Signed statement={statement} /> },
    await keyFinding(receipt.publicKey, publishedKeys),
  ]
  if (!envelopeFile) return { problem: undefined, findings }
  const envelope = await readEnvelopeFile(envelopeFile)
  if (!envelope.ok) return { problem: 'not-an-envelope', findings }
  const comparison = await compareEnvelope(statement, envelope.value)
  return { problem: undefined, findings: [...findings, ...envelopeFindings(comparison)] }
}

function Signed({ statement }: { statement: ReceiptStatement }) {
  const { act, at, revision, tenderVersion, envelopeSha256, tenderId, lotId } = statement
  return (
    <>
      <p>签名有效，内容签发后未被改动：</p>
      <DefinitionList
        items={[
          { label: '事项', value: actText[act] },
          { label: '服务器时间（北京时间）', value: <ExactTime instant={new Date(at)} /> },
          { label: '投标文件第几次', value: revision },
          { label: '招标文件版本', value: tenderVersion },
          { label: '项目', value: tenderId },
          { label: '采购包', value: lotId },
          { label: '密封件指纹', value: <HashText sha256={envelopeSha256} /> },
        ]}
      />
    </>
  )
}

async function keyFinding(
  publicKey: string,
  publishedKeys: readonly string[] | null,
): Promise<Finding> {
  const fingerprint = signingKeyFingerprint(await signingKeyId(publicKey))
  const isRight = publishedKeys && publishedKeys.includes(publicKey)
  const word = {
    true: '签名密钥是本平台公布的密钥',
    false: '签名密钥不是本平台公布的密钥',
    null: '请将签名密钥与平台公布的回执签名密钥核对',
  }[`${isRight}`]
  return {
    key: 'key',
    isRight,
    what: (
      <>
        <p>
          {word}：指纹 <code>{fingerprint}</code>
        </p>
        <HashText sha256={publicKey} />
      </>
    ),
  }
}

function envelopeFindings(comparison: EnvelopeComparison): Finding[] {
  const { isReceipted, isForSameLot, hasSameShares, wrongChunks } = comparison
  return [
    {
      key: 'envelope',
      isRight: isReceipted,
      what: isReceipted ? '密封件指纹与回执所载一致' : '密封件指纹与回执所载不同：这是另一份密封件',
    },
    {
      key: 'target',
      isRight: isForSameLot,
      what: isForSameLot ? '密封件的采购包与投标人与回执一致' : '密封件的采购包或投标人与回执不同',
    },
    {
      key: 'shares',
      isRight: hasSameShares,
      what: hasSameShares
        ? '密封件中各开标人员的份额与回执一致'
        : '密封件中各开标人员的份额与回执不同',
    },
    {
      key: 'chunks',
      isRight: wrongChunks.length === 0,
      what:
        wrongChunks.length === 0
          ? '密封件逐字节完好'
          : `密封件已损坏：${wrongChunks.length} 块内容与清单不符`,
    },
  ]
}
