import { Link } from '@remix-run/react'
import { type ReactNode } from 'react'

export type Crumb = { to: string; label: string }

/** A page's head: where it stands, what it is, what can be done on it. */
export function Page({
  title,
  crumbs = [],
  lead,
  actions,
  children,
}: {
  title: string
  crumbs?: readonly Crumb[]
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <>
      {crumbs.length > 0 ? (
        <nav aria-label="当前位置" className="breadcrumbs">
          <ol>
            {crumbs.map(({ to, label }) => (
              <li key={to}>
                <Link to={to}>{label}</Link>
              </li>
            ))}
            <li aria-current="page">{title}</li>
          </ol>
        </nav>
      ) : null}
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {lead ? <div className="page-lead">{lead}</div> : null}
        </div>
        {actions ? <div className="page-actions">{actions}</div> : null}
      </header>
      {children}
    </>
  )
}

export function Section({
  title,
  id,
  actions,
  children,
}: {
  title: string
  id?: string
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="section" id={id}>
      <header className="section-head">
        <h2>{title}</h2>
        {actions}
      </header>
      {children}
    </section>
  )
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty-state">
      <p className="empty-state-title">{title}</p>
      {children}
    </div>
  )
}

export function Alert({
  tone,
  title,
  children,
}: {
  tone: 'info' | 'success' | 'warning' | 'danger'
  title?: string
  children?: ReactNode
}) {
  return (
    <div className={`alert alert-${tone}`} role={tone === 'danger' ? 'alert' : undefined}>
      {title ? <p className="alert-title">{title}</p> : null}
      {children}
    </div>
  )
}

export function Badge({
  tone,
  children,
}: {
  tone: 'neutral' | 'info' | 'success' | 'warning' | 'danger'
  children: ReactNode
}) {
  return <span className={`badge badge-${tone}`}>{children}</span>
}
