import { type ReactNode } from 'react'

export type Exchange = {
  id: string
  said: string
  note: ReactNode
  reply: ReactNode // or what can be done while there is none
}

/** What was asked or remarked, each with its reply below it. */
export function ExchangeList({ items }: { items: readonly Exchange[] }) {
  return (
    <ol className="exchanges">
      {items.map(({ id, said, note, reply }) => (
        <li key={id}>
          <p className="prose">{said}</p>
          <p className="muted">{note}</p>
          {reply}
        </li>
      ))}
    </ol>
  )
}

/** The reply to what was said, with who gave it and when. */
export function ExchangeReply({ note, children }: { note: ReactNode; children: ReactNode }) {
  return (
    <div className="exchange-reply">
      <p className="muted">{note}</p>
      <div className="prose">{children}</div>
    </div>
  )
}
