import { type ReactNode } from 'react'

/** One thing checked: right, wrong, or left for the reader to compare (null). */
export type Finding = { key: string; isRight: boolean | null; what: ReactNode }

/** What was checked, a line each; the word tells as much as the colour. */
export function FindingList({ label, findings }: { label: string; findings: readonly Finding[] }) {
  return (
    <ul className="findings" aria-label={label}>
      {findings.map(({ key, isRight, what }) => (
        <li key={key} data-finding={isRight === null ? 'open' : isRight ? 'right' : 'wrong'}>
          <span className="finding-word">
            {isRight === null ? '待核对' : isRight ? '相符' : '不符'}
          </span>
          <div>{what}</div>
        </li>
      ))}
    </ul>
  )
}
