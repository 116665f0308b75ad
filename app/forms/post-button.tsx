import { Form, useActionData, useNavigation } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { type FormState } from './form-state.ts'

/** One act as one button: a form of hidden values that posts to its own address. */
export function PostButton({
  action,
  values = {},
  label,
  tone = 'primary',
}: {
  action: string
  values?: Readonly<Record<string, string>>
  label: string
  tone?: 'primary' | 'plain' | 'danger'
}) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" action={action} className="post-button">
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" tone={tone} disabled={busy}>
        {label}
      </Button>
    </Form>
  )
}

/** The refusal of an act that a button asked for. */
export function ActRefusal() {
  const state = useActionData<FormState>()
  const messages = Object.values(state?.errors ?? {})
  if (messages.length === 0) return null
  return (
    <div role="alert" className="alert alert-danger">
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  )
}
