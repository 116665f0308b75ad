import { Link } from '@remix-run/react'
import { type ReactNode } from 'react'

export type ButtonTone = 'primary' | 'plain' | 'danger'

export function Button({
  type,
  tone = 'primary',
  disabled,
  name,
  value,
  onClick,
  children,
}: {
  type: 'submit' | 'button'
  tone?: ButtonTone
  disabled?: boolean
  name?: string
  value?: string
  onClick?: () => void
  children: ReactNode
}) {
  return (
    <button
      type={type}
      className={`button button-${tone}`}
      disabled={disabled}
      name={name}
      value={value}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

/** A link that looks like a button, for going somewhere to act. */
export function LinkButton({
  to,
  tone = 'primary',
  children,
}: {
  to: string
  tone?: ButtonTone
  children: ReactNode
}) {
  return (
    <Link to={to} className={`button button-${tone}`}>
      {children}
    </Link>
  )
}
