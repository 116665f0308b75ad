import { zodResolver } from '@hookform/resolvers/zod'
import { Form, useActionData, useNavigation, useSubmit } from '@remix-run/react'
import { type ReactNode } from 'react'
import { type FieldValues, useForm } from 'react-hook-form'
import { type z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { Answer } from './answer.tsx'
import { FormKitContext, messageOf } from './form-kit.ts'
import { type FormState } from './form-state.ts'

/**
 * A form over a Remix action: the same schema checks in the browser and in the
 * action, the errors land on the fields, and all of it works without JavaScript.
 */
export function ActionForm<Input extends FieldValues, Output>({
  schema,
  submitLabel,
  action,
  encType,
  children,
}: {
  schema: z.ZodType<Output, Input>
  submitLabel: string
  action?: string
  encType?: 'multipart/form-data' // for a form with a file
  children: ReactNode
}) {
  const submit = useSubmit()
  const busy = useNavigation().state !== 'idle'
  const state = useActionData<FormState>()
  // The fields share one context, so the form is known to them by its names only.
  const { register, formState, handleSubmit } = useForm<FieldValues, unknown, Output>({
    resolver: zodResolver(schema as unknown as z.ZodType<Output, FieldValues>),
  })
  const errorOf = (name: string) => messageOf(formState.errors, name) ?? state?.errors?.[name]
  const typed = (name: string) => state?.values?.[name]
  const onSubmit = handleSubmit((_values, event) => submit(event?.target as HTMLFormElement)) // RHF types the event loosely

  return (
    <Form
      method="post"
      action={action}
      encType={encType}
      noValidate
      onSubmit={onSubmit}
      className="form"
    >
      <FormKitContext.Provider
        value={{ register, errorOf, typed, isAnswered: state?.values !== undefined }}
      >
        <ErrorSummary state={state} />
        {children}
        <div className="form-actions">
          <Button type="submit" disabled={busy}>
            {busy ? '正在提交…' : submitLabel}
          </Button>
        </div>
      </FormKitContext.Provider>
    </Form>
  )
}

function ErrorSummary({ state }: { state: FormState | undefined }) {
  const entries = Object.entries(state?.errors ?? {})
  if (!state || entries.length === 0) return null
  return (
    <Answer to={state}>
      <div role="alert" className="alert alert-danger">
        <p className="alert-title">未能提交，请更正以下内容：</p>
        <ul>
          {entries.map(([name, message]) => (
            <li key={name}>
              {name === 'root' ? message : <a href={`#field-${name}`}>{message}</a>}
            </li>
          ))}
        </ul>
      </div>
    </Answer>
  )
}
