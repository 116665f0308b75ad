import { Field, tiedTo } from './field.tsx'

/** A select outside of `ActionForm`: for uploads and other forms without a schema in the browser. */
export function PlainSelectField({
  name,
  label,
  options,
  defaultValue,
}: {
  name: string
  label: string
  options: readonly { value: string; label: string }[]
  defaultValue?: string
}) {
  return (
    <Field name={name} label={label} error={undefined}>
      <select {...tiedTo(name, { error: undefined })} name={name} defaultValue={defaultValue}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** A text or date outside of `ActionForm`. */
export function PlainTextField({
  name,
  label,
  type = 'text',
  hint,
  error,
  defaultValue,
}: {
  name: string
  label: string
  type?: 'text' | 'date'
  hint?: string
  error?: string
  defaultValue?: string
}) {
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <input
        {...tiedTo(name, { hint, error })}
        type={type}
        name={name}
        autoComplete="off"
        defaultValue={defaultValue}
      />
    </Field>
  )
}

export function PlainFileField({
  name,
  label,
  hint,
  error,
  accept,
}: {
  name: string
  label: string
  hint: string
  error?: string
  accept: string
}) {
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <input {...tiedTo(name, { hint, error })} type="file" name={name} accept={accept} required />
    </Field>
  )
}

/** A passphrase that stays in the browser; never filled in again. */
export function PlainPasswordField({
  name,
  label,
  hint,
  error,
  autoComplete = 'off',
}: {
  name: string
  label: string
  hint?: string
  error?: string
  autoComplete?: 'off' | 'new-password'
}) {
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <input
        {...tiedTo(name, { hint, error })}
        type="password"
        name={name}
        autoComplete={autoComplete}
      />
    </Field>
  )
}
