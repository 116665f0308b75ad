import { Form, useNavigation } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { type FormState } from './form-state.ts'

/** Asks once more before an act: everything that was typed goes along unseen. */
export function ConfirmForm({
  action,
  values,
  label,
}: {
  action: string
  values: FormState['values']
  label: string
}) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" action={action} className="post-button">
      {Object.entries(values).flatMap(([name, typed]) =>
        typed.map((value) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        )),
      )}
      <Button type="submit" disabled={busy}>
        {label}
      </Button>
    </Form>
  )
}
