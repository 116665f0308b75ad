import { type ReactNode } from 'react'

/** Label, hint and error around one input, tied together for every reader. */
export function Field({
  name,
  label,
  hint,
  error,
  required = true,
  children,
}: {
  name: string
  label: string
  hint?: ReactNode
  error: string | undefined
  required?: boolean
  children: ReactNode
}) {
  return (
    <div className="field" data-invalid={error ? '' : undefined}>
      <label htmlFor={`field-${name}`} className="field-label">
        {label}
        {required ? null : <span className="field-optional">（选填）</span>}
      </label>
      {children}
      {hint ? (
        <p id={`field-${name}-hint`} className="field-hint">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`field-${name}-error`} className="field-error">
          {error}
        </p>
      ) : null}
    </div>
  )
}

/** The attributes that tie an input to its label, hint and error. */
export function tiedTo(
  name: string,
  { hint, error }: { hint?: ReactNode; error: string | undefined },
) {
  const describedBy = [hint ? `field-${name}-hint` : '', error ? `field-${name}-error` : '']
    .filter(Boolean)
    .join(' ')
  return {
    id: `field-${name}`,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describedBy || undefined,
  } as const
}
