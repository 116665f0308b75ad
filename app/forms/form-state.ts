/** What an action gives back when it did not do what was asked: errors by field, and what was typed. */
export type FormState = {
  errors: Record<string, string> // by dotted field name; `root` for the form as a whole
  values: Record<string, string[]> // as typed, so that nothing is lost without JavaScript
}

/** Turns dotted names into the nested value that schemas describe: `lots.0.name`. */
export function nestEntries(
  entries: Iterable<[string, FormDataEntryValue]>,
): Record<string, unknown> {
  const flat = new Map<string, FormDataEntryValue | FormDataEntryValue[]>()
  for (const [name, value] of entries) {
    const before = flat.get(name)
    flat.set(
      name,
      before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value],
    )
  }
  const root: Container = {}
  for (const [name, value] of flat) place(root, name.split('.'), value)
  return listsOf(root)
}

type Container = { [key: string]: unknown }

const UNSAFE = new Set(['__proto__', 'constructor', 'prototype'])

function place(container: Container, [key = '', ...rest]: string[], value: unknown): void {
  if (UNSAFE.has(key)) return
  if (rest.length === 0) {
    container[key] = value
    return
  }
  const inner = container[key]
  const next: Container = isContainer(inner) ? inner : {}
  container[key] = next
  place(next, rest, value)
}

/** Objects whose keys are all indices become lists, in order. */
function listsOf(container: Container): Container {
  return Object.fromEntries(
    Object.entries(container).map(([key, value]) => {
      if (!isContainer(value)) return [key, value]
      const inner = listsOf(value)
      const keys = Object.keys(inner)
      if (!keys.every((index) => /^\d+$/.test(index))) return [key, inner]
      return [key, keys.toSorted((a, b) => Number(a) - Number(b)).map((index) => inner[index])]
    }),
  )
}

function isContainer(value: unknown): value is Container {
  return (
    value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
  )
}
