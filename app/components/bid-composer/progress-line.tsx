import { sizeText } from '#app/components/format.ts'

/** How far something long has come. What is read aloud changes by tens only. */
export function ProgressLine({
  label,
  done,
  total,
}: {
  label: string
  done: number
  total: number
}) {
  const percent = total === 0 ? 100 : Math.floor((done * 100) / total)
  return (
    <div className="progress-line">
      <p aria-hidden="true">
        {label} {percent}%
        <span className="muted">
          （{sizeText(done)} / {sizeText(total)}）
        </span>
      </p>
      <progress aria-label={label} value={done} max={Math.max(1, total)} />
      <output className="visually-hidden">
        {label} {percent - (percent % 10)}%
      </output>
    </div>
  )
}
