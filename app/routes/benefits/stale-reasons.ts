import { type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'

type Ground = { importKeys: readonly number[]; terms: readonly DatedBenefitTerms[] }

/** Why a run no longer stands for the year as it is now; empty when it does. */
export function staleReasons(run: Ground, now: Ground): string[] {
  const gone = run.importKeys.filter((key) => !now.importKeys.includes(key)).length
  const come = now.importKeys.filter((key) => !run.importKeys.includes(key)).length
  return [
    ...(come > 0 ? [`复算以后又有 ${come} 个文件入账`] : []),
    ...(gone > 0 ? [`复算所含的 ${gone} 个文件已被冲回`] : []),
    ...(wordingOf(run.terms) === wordingOf(now.terms) ? [] : ['复算以后待遇标准有变更']),
  ]
}

/** The terms as text, whatever the order of their keys. */
function wordingOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(wordingOf).join()}]`
  if (value === null || typeof value !== 'object') return String(value)
  const entries = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([key, part]) => `${key}:${wordingOf(part)}`)
  return `{${entries.toSorted().join()}}`
}
