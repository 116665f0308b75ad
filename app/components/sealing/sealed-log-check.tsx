import { useState } from 'react'
import { FileChooser } from '#app/forms/file-chooser.tsx'
import { FindingList } from './finding-list.tsx'
import { type SealedLogCheckOutcome, checkSealedLogFiles } from './sealed-log-finding.tsx'

/** Recomputes a published sealed log, and looks for receipts in it (核对密封日志). Nothing is sent. */
export function SealedLogCheck() {
  const [log, setLog] = useState<File>()
  const [receipts, setReceipts] = useState<readonly File[]>([])
  const [outcome, setOutcome] = useState<SealedLogCheckOutcome>()
  const [busy, setBusy] = useState(false)

  async function check(chosen: { log: File | undefined; receipts: readonly File[] }) {
    setLog(chosen.log)
    setReceipts(chosen.receipts)
    if (!chosen.log) return
    setBusy(true)
    setOutcome(await checkSealedLogFiles(chosen.log, chosen.receipts))
    setBusy(false)
  }

  return (
    <div className="file-check">
      <div className="form-grid">
        <FileChooser
          name="sealed-log-check"
          label="密封日志文件"
          hint={log ? `已选择 ${log.name}` : '开标后从开标记录页下载的 sealed-log.json'}
          accept=".json,application/json"
          error={outcome?.problem === 'not-a-sealed-log' ? '这不是密封日志文件' : undefined}
          onChosen={([file]) => void check({ log: file, receipts })}
        />
        <FileChooser
          name="sealed-log-check-receipts"
          label="本公司的回执"
          hint={
            receipts.length > 0
              ? `已选择 ${receipts.map(({ name }) => name).join('、')}`
              : '可一次选择多份，查其是否都在日志中'
          }
          accept=".json,application/json"
          multiple
          required={false}
          error={
            outcome?.unreadable.length
              ? `不是回执文件：${outcome.unreadable.join('、')}`
              : undefined
          }
          onChosen={(files) => void check({ log, receipts: files })}
        />
      </div>
      <div aria-live="polite">
        {busy ? <p className="muted">正在核对…</p> : null}
        {outcome && !busy ? <FindingList label="核对结果" findings={outcome.findings} /> : null}
      </div>
    </div>
  )
}
