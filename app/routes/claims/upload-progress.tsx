import { countText, sizeText } from '#app/components/format.ts'
import { type UploadStep } from './use-claims-upload.ts'

/** How far a claims file is: what has been sent, then what has been checked. */
export function UploadProgress({ step }: { step: UploadStep }) {
  if (step.step === 'idle') return null
  const sent = step.step === 'sending' ? step : undefined
  const percent = sent ? Math.floor((sent.bytes / Math.max(sent.total, 1)) * 100) : undefined
  return (
    <div className="progress-line">
      <progress aria-label="上传进度" max={100} value={percent} />
      <output>
        {sent
          ? `已上传 ${sizeText(sent.bytes)}，共 ${sizeText(sent.total)}（${percent}%），同时逐行检查`
          : checkingText(step)}
      </output>
      {sent ? <p className="muted">上传完成前请不要关闭或刷新本页。</p> : null}
    </div>
  )
}

function checkingText(step: UploadStep): string {
  if (step.step !== 'checking') return ''
  const rows = `已读 ${countText(step.rows)} 行`
  return step.posting ? `${rows}，正在入账…` : `文件已上传，${rows}…`
}
