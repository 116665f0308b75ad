/**
 * The outcome of asking the domain or a command to do something: either the
 * value, or one word that says which rule refused it. Refusals are not errors;
 * a thrown error is a bug or a missing page.
 */
export type Decision<Value, Refusal extends string> =
  | { ok: true; value: Value }
  | { ok: false; refusal: Refusal }

export function accept<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value }
}

export function refuse<Refusal extends string>(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal }
}
