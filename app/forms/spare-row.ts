import { z } from 'zod'

/**
 * A row of a repeating group whose key field may be left empty: then the row is
 * not there. Forms offer a few spare rows, so that adding one needs no script.
 */
export function spareRows<Output>(key: string, row: z.ZodType<Output, Record<string, unknown>>) {
  const spareRow = z.record(z.string(), z.unknown()).transform((typed, context): Output | null => {
    if (String(typed[key] ?? '').trim() === '') return null
    const parsed = row.safeParse(typed)
    if (parsed.success) return parsed.data
    for (const { path, message } of parsed.error.issues)
      context.addIssue({ code: 'custom', path, message })
    return z.NEVER
  })
  return z
    .array(spareRow)
    .transform((rows) => rows.flatMap((value) => (value === null ? [] : [value])))
}

/** The rows a form shows of a repeating group: the filled ones and some spare. */
export function rowNumbers(filled: number, spare: number): number[] {
  return Array.from({ length: filled + spare }, (_, row) => row)
}
