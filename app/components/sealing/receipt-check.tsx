import { useState } from 'react'
import { FileChooser } from '#app/forms/file-chooser.tsx'
import { FindingList } from './finding-list.tsx'
import { ENVELOPE_ENDING, type ReceiptCheckOutcome, checkReceiptFiles } from './receipt-finding.tsx'

/**
 * Checks a receipt, with the sealed bid if its bidder kept it (核对回执). Nothing is sent.
 * `publishedKeys` are the portal's, where this page knows them.
 */
export function ReceiptCheck({ publishedKeys }: { publishedKeys: readonly string[] | null }) {
  const [receipt, setReceipt] = useState<File>()
  const [envelope, setEnvelope] = useState<File>()
  const [outcome, setOutcome] = useState<ReceiptCheckOutcome>()
  const [busy, setBusy] = useState(false)

  async function check(chosen: { receipt: File | undefined; envelope: File | undefined }) {
    setReceipt(chosen.receipt)
    setEnvelope(chosen.envelope)
    if (!chosen.receipt) return
    setBusy(true)
    setOutcome(await checkReceiptFiles(chosen.receipt, chosen.envelope, publishedKeys))
    setBusy(false)
  }

  return (
    <div className="file-check">
      <div className="form-grid">
        <FileChooser
          name="receipt-check"
          label="回执文件"
          hint={receipt ? `已选择 ${receipt.name}` : '递交投标文件后下载的 .json 文件'}
          accept=".json,application/json"
          error={outcome?.problem === 'not-a-receipt' ? '这不是回执文件' : undefined}
          onChosen={([file]) => void check({ receipt: file, envelope })}
        />
        <FileChooser
          name="receipt-check-envelope"
          label="密封件"
          hint={envelope ? `已选择 ${envelope.name}` : `您保存的 ${ENVELOPE_ENDING} 文件`}
          accept={ENVELOPE_ENDING}
          required={false}
          error={outcome?.problem === 'not-an-envelope' ? '这不是密封件' : undefined}
          onChosen={([file]) => void check({ receipt, envelope: file })}
        />
      </div>
      <div aria-live="polite">
        {busy ? <p className="muted">正在核对…</p> : null}
        {outcome && !busy ? <FindingList label="核对结果" findings={outcome.findings} /> : null}
      </div>
    </div>
  )
}
