import { type ReactNode, useEffect, useRef } from 'react'

/** Takes the reader to an action's answer, which on a long form stands far above the button. */
export function Answer({ to, children }: { to: object; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [to])
  return (
    <div ref={place} tabIndex={-1}>
      {children}
    </div>
  )
}
