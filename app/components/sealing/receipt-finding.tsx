import { DefinitionList } from '#app/components/definition-list.tsx'
import { ExactTime, HashText } from '#app/components/values.tsx'
import { type EnvelopeDamage } from '#app/sealing/check-envelope.ts'
import { type EnvelopeComparison, compareEnvelope } from '#app/sealing/compare-envelope.ts'
import { readEnvelopeFile } from '#app/sealing/envelope-file.ts'
import { type BidAct, type ReceiptStatement, checkReceipt } from '#app/sealing/receipt.ts'
import { keyFingerprint } from '#app/sealing/sealing-key.ts'
import { signingKeyFingerprint, signingKeyId } from '#app/sealing/signing-key-id.ts'
import { type Finding } from './finding-list.tsx'

export const ENVELOPE_ENDING = '.gongji-bid'

export type ReceiptCheckOutcome = {
  problem: 'not-a-receipt' | 'not-an-envelope' | undefined
  findings: readonly Finding[]
}

export const actText: Record<BidAct, string> = {
  submitted: '递交',
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
          { label: '密封件校验值（SHA-256）', value: <HashText sha256={envelopeSha256} /> },
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

function envelopeFindings({ isForSameLot, damage }: EnvelopeComparison): Finding[] {
  return [
    {
      key: 'target',
      isRight: isForSameLot,
      what: isForSameLot ? '密封件的采购包与投标人与回执一致' : '密封件的采购包或投标人与回执不同',
    },
    ...(damage.length === 0
      ? [{ key: 'same', isRight: true, what: '密封件就是回执所载的那一份，逐字节相同' }]
      : damage.map((part) => ({
          key: JSON.stringify(part),
          isRight: false,
          what: damageText(part),
        }))),
  ]
}

function damageText(damage: EnvelopeDamage): string {
  if (damage.part === 'header') return '密封件的清单与回执所载的不同：是另一份密封件，或已损坏'
  if (damage.part === 'sealed-share')
    return `密封给指纹 ${keyFingerprint(damage.recipient)} 的份额与回执所载的不同`
  const file = damage.file === 0 ? '投标内容' : `第 ${damage.file} 个附件`
  const problem = damage.problem === 'missing' ? '缺失' : '已损坏'
  return `${file}的第 ${damage.position + 1} 块${problem}`
}
