import { zodResolver } from '@hookform/resolvers/zod'
import { type FormEvent, type ReactNode } from 'react'
import { type FieldValues, useForm } from 'react-hook-form'
import { type z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { FormKitContext, messageOf } from './form-kit.ts'
import { type FormState } from './form-state.ts'

/**
 * A form with one large file, which must stand last. Without scripts the browser sends it to its
 * own address; with them it is checked here and handed to `onSend`, which can show how far it is.
 */
export function UploadForm<Input extends FieldValues, Output>({
  schema,
  state,
  submitLabel,
  busy,
  onSend,
  children,
}: {
  schema: z.ZodType<Output, Input>
  state: FormState | undefined // the answer to the last sending
  submitLabel: string
  busy: boolean
  onSend: (form: FormData) => void
  children: ReactNode
}) {
  // The fields share one context, so the form is known to them by its names only.
  const { register, formState, handleSubmit } = useForm<FieldValues, unknown, Output>({
    resolver: zodResolver(schema as unknown as z.ZodType<Output, FieldValues>),
  })
  const errorOf = (name: string) => messageOf(formState.errors, name) ?? state?.errors[name]
  const send = (event: FormEvent<HTMLFormElement>) => {
    const form = event.currentTarget
    void handleSubmit(() => onSend(new FormData(form)))(event)
  }
  const problem = state?.errors.root
  return (
    <form method="post" encType="multipart/form-data" noValidate onSubmit={send} className="form">
      <FormKitContext.Provider
        value={{
          register,
          errorOf,
          typed: (name) => state?.values[name],
          isAnswered: state !== undefined,
        }}
      >
        {problem ? (
          <div role="alert" className="alert alert-danger">
            <p>{problem}</p>
          </div>
        ) : null}
        {children}
        <div className="form-actions">
          <Button type="submit" disabled={busy}>
            {busy ? '正在上传…' : submitLabel}
          </Button>
        </div>
      </FormKitContext.Provider>
    </form>
  )
}
