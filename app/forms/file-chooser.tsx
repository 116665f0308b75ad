import { Field, tiedTo } from './field.tsx'

/** Takes files at once, without a form to send: they are read in the browser. */
export function FileChooser({
  name,
  label,
  hint,
  error,
  accept,
  multiple = false,
  required = true,
  onChosen,
}: {
  name: string
  label: string
  hint?: string
  error: string | undefined
  accept: string
  multiple?: boolean
  required?: boolean
  onChosen: (files: File[]) => void
}) {
  return (
    <Field name={name} label={label} hint={hint} error={error} required={required}>
      <input
        {...tiedTo(name, { hint, error })}
        type="file"
        accept={accept}
        multiple={multiple}
        onChange={({ currentTarget }) => {
          onChosen([...(currentTarget.files ?? [])])
          currentTarget.value = '' // so that the same file can be chosen again
        }}
      />
    </Field>
  )
}
