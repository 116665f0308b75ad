import { type ShareState } from '#app/domain/opening/opening-stage.ts'

export const shareStateLabel: Record<ShareState, string> = {
  released: '已释放',
  broken: '份额密封有误',
  lost: '密钥无法使用',
  awaited: '待释放',
}

/** A bid's shares: one mark a holder, drawn by shape and said in words, and how many it takes. */
export function ShareDots({
  threshold,
  shares,
}: {
  threshold: number
  shares: readonly { name: string; organisationName: string; state: ShareState }[]
}) {
  const released = shares.filter(({ state }) => state === 'released').length
  return (
    <div className="share-dots">
      <p className="share-count">
        {released} / {threshold} 份<span className="muted">（共 {shares.length} 份）</span>
      </p>
      <ul>
        {shares.map(({ name, organisationName, state }) => (
          <li key={`${organisationName} ${name}`} data-state={state}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <circle cx="8" cy="8" r="6" />
              {state === 'broken' || state === 'lost' ? <path d="M5 5l6 6M11 5l-6 6" /> : null}
            </svg>
            <span title={organisationName}>{name}</span>
            <span className="share-state">{shareStateLabel[state]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
