import { zodResolver } from '@hookform/resolvers/zod'
import { type ReactNode } from 'react'
import { type FieldValues, useForm } from 'react-hook-form'
import { type z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { FormKitContext, messageOf } from './form-kit.ts'

/** What stands in a form, by dotted field name. */
export type TypedValues = Readonly<Record<string, string>>

/** A form whose values stay in the browser: no action, no address. */
export function LocalForm<Input extends FieldValues, Output>({
  schema,
  typed,
  submitLabel,
  blocked = false,
  onTyped,
  onAsked,
  onValid,
  children,
}: {
  schema: z.ZodType<Output, Input>
  typed: TypedValues
  submitLabel: string
  blocked?: boolean // something beside the fields needs to be put right
  onTyped: (values: TypedValues) => void
  onAsked?: () => void // somebody tried to go on, whether or not all is right
  onValid: (values: Output) => void
  children: ReactNode
}) {
  // The fields share one context, so the form is known to them by its names only.
  const { register, formState, handleSubmit } = useForm<FieldValues, unknown, Output>({
    resolver: zodResolver(schema as unknown as z.ZodType<Output, FieldValues>),
    mode: 'onTouched',
  })
  const errorOf = (name: string) => messageOf(formState.errors, name)
  const refused = formState.isSubmitted && (!formState.isSubmitSuccessful || blocked)
  return (
    <form
      noValidate
      className="form"
      onChange={(event) => onTyped(valuesIn(event.currentTarget))}
      onSubmit={(event) => {
        onAsked?.()
        void handleSubmit(onValid)(event)
      }}
    >
      <FormKitContext.Provider
        value={{
          register,
          errorOf,
          typed: (name) => (typed[name] === undefined ? undefined : [typed[name]]),
          isAnswered: false,
        }}
      >
        {children}
        {refused ? (
          <p role="alert" className="field-error">
            还有内容需要更正，请看标出的各项。
          </p>
        ) : null}
        <div className="form-actions">
          <Button type="submit" disabled={formState.isSubmitting}>
            {submitLabel}
          </Button>
        </div>
      </FormKitContext.Provider>
    </form>
  )
}

function valuesIn(form: HTMLFormElement): TypedValues {
  return Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
}
