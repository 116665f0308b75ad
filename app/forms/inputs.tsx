import { type HTMLInputTypeAttribute, type ReactNode } from 'react'
import { Field, tiedTo } from './field.tsx'
import { useFormKit } from './form-kit.ts'

type FieldProps = {
  name: string
  label: string
  hint?: ReactNode
  defaultValue?: string
  required?: boolean
}

export function TextField({
  type = 'text',
  autoComplete = 'off',
  ...props
}: FieldProps & { type?: HTMLInputTypeAttribute; autoComplete?: string }) {
  const { name, hint, defaultValue } = props
  const { register, errorOf, typed } = useFormKit()
  const error = errorOf(name)
  return (
    <Field {...props} error={error}>
      <input
        {...register(name)}
        {...tiedTo(name, { hint, error })}
        type={type}
        autoComplete={autoComplete}
        defaultValue={type === 'password' ? undefined : (typed(name)?.[0] ?? defaultValue)}
      />
    </Field>
  )
}

export function TextArea({ rows = 3, ...props }: FieldProps & { rows?: number }) {
  const { name, hint, defaultValue } = props
  const { register, errorOf, typed } = useFormKit()
  const error = errorOf(name)
  return (
    <Field {...props} error={error}>
      <textarea
        {...register(name)}
        {...tiedTo(name, { hint, error })}
        rows={rows}
        defaultValue={typed(name)?.[0] ?? defaultValue}
      />
    </Field>
  )
}

/** A number with its unit behind it, aligned right. */
export function NumberField({ unit, ...props }: FieldProps & { unit: string }) {
  const { name, hint, defaultValue } = props
  const { register, errorOf, typed } = useFormKit()
  const error = errorOf(name)
  return (
    <Field {...props} error={error}>
      <span className="input-with-unit">
        <input
          {...register(name)}
          {...tiedTo(name, { hint, error })}
          inputMode="decimal"
          autoComplete="off"
          className="input-number"
          defaultValue={typed(name)?.[0] ?? defaultValue}
        />
        <span className="input-unit">{unit}</span>
      </span>
    </Field>
  )
}

export function MoneyField(props: FieldProps) {
  return <NumberField {...props} unit="元" />
}

export function PercentField(props: FieldProps) {
  return <NumberField {...props} unit="%" />
}

export function DateField(props: FieldProps) {
  return <TextField {...props} type="date" />
}

export function DateTimeField(props: FieldProps) {
  return <TextField {...props} type="datetime-local" hint={props.hint ?? '北京时间'} />
}

export function SelectField({
  options,
  ...props
}: FieldProps & { options: readonly { value: string; label: string }[] }) {
  const { name, hint, defaultValue } = props
  const { register, errorOf, typed } = useFormKit()
  const error = errorOf(name)
  return (
    <Field {...props} error={error}>
      <select
        {...register(name)}
        {...tiedTo(name, { hint, error })}
        defaultValue={typed(name)?.[0] ?? defaultValue}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/**
 * Several boxes of one name; what is ticked is sent as repeated values. They are not
 * registered: react-hook-form ticks the second box of a group whose first one is.
 */
export function CheckboxGroup({
  name,
  legend,
  options,
  defaultValues,
}: {
  name: string
  legend: string
  options: readonly { value: string; label: string }[]
  defaultValues: readonly string[]
}) {
  const { errorOf, typed, isAnswered } = useFormKit()
  const error = errorOf(name)
  const ticked = typed(name) ?? (isAnswered ? [] : defaultValues)
  return (
    <fieldset className="choice-group" id={`field-${name}`}>
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value} className="choice">
          <input
            type="checkbox"
            name={name}
            value={value}
            defaultChecked={ticked.includes(value)}
          />
          {label}
        </label>
      ))}
      {error ? <p className="field-error">{error}</p> : null}
    </fieldset>
  )
}

export function RadioGroup({
  name,
  legend,
  options,
  defaultValue,
}: {
  name: string
  legend: string
  options: readonly { value: string; label: string }[]
  defaultValue?: string
}) {
  const { register, errorOf, typed } = useFormKit()
  const error = errorOf(name)
  const chosen = typed(name)?.[0] ?? defaultValue
  return (
    <fieldset className="choice-group" id={`field-${name}`}>
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value} className="choice">
          <input type="radio" {...register(name)} value={value} defaultChecked={chosen === value} />
          {label}
        </label>
      ))}
      {error ? <p className="field-error">{error}</p> : null}
    </fieldset>
  )
}

export function HiddenField({ name, value }: { name: string; value: string }) {
  const { register } = useFormKit()
  return <input type="hidden" {...register(name)} defaultValue={value} />
}

/** A file of an `ActionForm` with `encType="multipart/form-data"`. */
export function FileField({ accept, ...props }: FieldProps & { accept: string }) {
  const { name, hint } = props
  const { register, errorOf } = useFormKit()
  const error = errorOf(name)
  return (
    <Field {...props} error={error}>
      <input {...register(name)} {...tiedTo(name, { hint, error })} type="file" accept={accept} />
    </Field>
  )
}
