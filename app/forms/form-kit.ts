import { createContext, useContext } from 'react'
import { type FieldErrors, type FieldValues, type UseFormRegister, get } from 'react-hook-form'

type FormKit = {
  register: UseFormRegister<FieldValues>
  errorOf: (name: string) => string | undefined
  typed: (name: string) => string[] | undefined
  isAnswered: boolean // the form was sent and comes back: what is missing was not ticked
}

export const FormKitContext = createContext<FormKit | undefined>(undefined)

/** What a field of the nearest form needs: registration, its error, and what was typed before. */
export function useFormKit(): FormKit {
  const kit = useContext(FormKitContext)
  if (!kit) throw new Error('fields stand inside an ActionForm or a LocalForm')
  return kit
}

/** The message at a dotted field name. */
export function messageOf(errors: FieldErrors, name: string): string | undefined {
  const error: { message?: unknown } | undefined = get(errors, name)
  return typeof error?.message === 'string' ? error.message : undefined
}
