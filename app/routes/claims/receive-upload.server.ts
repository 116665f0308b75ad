import { requireContext } from '#app/auth/session.server.ts'
import { type ImportClaimsRefusal, importClaims } from '#app/commands/import-claims.server.ts'
import { type FormState, nestEntries } from '#app/forms/form-state.ts'
import { param } from '#app/http/params.ts'
import { dropRest, readUploadBody, readUploadForm } from '#app/http/upload-form.server.ts'
import { claimsSql, pseudonymKey } from '#app/pseudonym.server.ts'
import { claimsForm, statedTotals } from './claims-form.ts'

export type Received =
  | { kind: 'invalid'; state: FormState }
  | { kind: 'refused'; refusal: ImportClaimsRefusal; attemptId: string; state: FormState }
  | { kind: 'taken'; attemptId: string }

/** Takes in a claims file as a page sends it. The file goes through as it arrives and is kept nowhere. */
export async function receiveUpload(
  request: Request,
  params: Parameters<typeof param>[0],
): Promise<Received> {
  const context = await requireContext(request, 'import-claims').catch(async (thrown: unknown) => {
    await dropRest(readUploadBody(request))
    throw thrown
  })
  const form = await readUploadForm(request)
  const state: FormState = { errors: {}, values: {} }
  for (const [name, value] of form?.fields ?? [])
    state.values[name] = [...(state.values[name] ?? []), value]
  const parsed = claimsForm.safeParse(nestEntries(form?.fields ?? []))
  for (const issue of parsed.error?.issues ?? [])
    state.errors[issue.path.join('.') || 'root'] ??= issue.message
  const file = form?.file
  if (!file || file.name === '') state.errors.file = '请选择赔付明细文件'
  if (!parsed.success || !file || file.name === '') {
    await dropRest(file?.content)
    return { kind: 'invalid', state }
  }
  const { attemptId, reference, ...totals } = parsed.data
  const imported = await importClaims(
    { ...context, pseudonymKey, claimsSql },
    {
      attemptId,
      contractYearId: param(params, 'yearId'),
      source: 'page',
      format: /\.xlsx$/i.test(file.name) ? 'xlsx' : 'csv',
      reference,
      stated: statedTotals(totals),
      file: file.content,
    },
  )
  await dropRest(file.content)
  if (imported.ok) return { kind: 'taken', attemptId }
  return { kind: 'refused', refusal: imported.refusal, attemptId, state }
}

/** Refusals before there is anything to report: the sender may simply send again. */
const UNREPORTED: readonly ImportClaimsRefusal[] = ['busy', 'settled', 'key-changed']

export function hasReport(refusal: ImportClaimsRefusal): boolean {
  return !UNREPORTED.includes(refusal)
}
