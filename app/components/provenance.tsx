import { Badge } from './page.tsx'

/** Says openly what of a demonstration purchase is a published fact and what was made up. */
export function Provenance({
  notes,
}: {
  notes: readonly { kind: 'real' | 'made-up'; what: string; source: string }[]
}) {
  if (notes.length === 0) return null
  return (
    <aside className="provenance" aria-label="数据来源说明">
      <p className="provenance-title">数据来源说明</p>
      <ul>
        {notes.map(({ kind, what, source }) => (
          <li key={what}>
            <Badge tone={kind === 'real' ? 'success' : 'neutral'}>
              {kind === 'real' ? '真实' : '虚构'}
            </Badge>{' '}
            {what}
            <span className="provenance-source">（{source}）</span>
          </li>
        ))}
      </ul>
    </aside>
  )
}
