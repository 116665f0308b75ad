import { data } from '@remix-run/node'
import { type z } from 'zod'
import { type FormState, nestEntries } from './form-state.ts'

export type ParsedForm<Value> =
  | { ok: true; value: Value; state: FormState }
  | { ok: false; state: FormState }

/** Reads a form's shape; what the world says of it is the command's business. */
export async function parseForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<ParsedForm<z.output<Schema>>> {
  const formData = isForm(request) ? await request.formData() : new FormData()
  const values: FormState['values'] = {}
  for (const [name, value] of formData) {
    if (typeof value === 'string') values[name] = [...(values[name] ?? []), value]
  }
  const result = schema.safeParse(nestEntries(formData))
  if (result.success) return { ok: true, value: result.data, state: { errors: {}, values } }
  const errors: FormState['errors'] = {}
  for (const issue of result.error.issues) errors[issue.path.join('.') || 'root'] ??= issue.message
  return { ok: false, state: { errors, values } }
}

/** A body that is no form at all is read as an empty one, so that its fields are named as missing. */
function isForm(request: Request): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(
    request.headers.get('Content-Type') ?? '',
  )
}

/** 400: the form itself is not well filled in. */
export function invalid(state: FormState) {
  return data(state, { status: 400 })
}

/** 409: well filled in, but a rule refuses it; `field` puts the message at its field. */
export function refused(message: string, state?: FormState, field = 'root') {
  return data({ errors: { [field]: message }, values: state?.values ?? {} } satisfies FormState, {
    status: 409,
  })
}
