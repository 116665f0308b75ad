import { settlementDocument } from './settlement-document.ts'
import { type YearSettlement } from './settlement-terms.ts'

/** The first value in which two settlements of the same year differ, as an auditor would name it. */
export type SettlementDifference = { at: string; stored: string; recomputed: string }

/** Holds a stored settlement against one computed anew, trace included. Undefined when equal. */
export function firstDifference(
  stored: YearSettlement,
  recomputed: YearSettlement,
): SettlementDifference | undefined {
  const storedLines = flatten(settlementDocument(stored))
  const recomputedLines = flatten(settlementDocument(recomputed))
  const places = [...new Set([...recomputedLines.keys(), ...storedLines.keys()])]
  const at = places.find((place) => storedLines.get(place) !== recomputedLines.get(place))
  return at === undefined
    ? undefined
    : { at, stored: storedLines.get(at) ?? '—', recomputed: recomputedLines.get(at) ?? '—' }
}

function flatten(value: unknown, at = ''): Map<string, string> {
  if (value === null || typeof value !== 'object') return new Map([[at, String(value)]])
  return new Map(
    Object.entries(value).flatMap(([key, part]) => [...flatten(part, at ? `${at}.${key}` : key)]),
  )
}
