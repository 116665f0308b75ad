import { BID_BASES } from '#app/domain/bid/bid-content.ts'
import { REGIMES } from '#app/domain/regulation/regime.ts'
import { TENDER_PHASES } from '#app/domain/tender/tender.ts'

/** What the address of the notice list asks for; anything unknown asks for everything. */
export function readNoticeQuery(url: URL) {
  const asked = (name: string) => url.searchParams.get(name)?.trim() ?? ''
  const oneOf = <Value extends string>(values: readonly Value[], name: string): Value | '' =>
    values.find((value) => value === asked(name)) ?? ''
  return {
    filter: {
      search: asked('search').slice(0, 100),
      region: asked('region'),
      regime: oneOf(REGIMES, 'regime'),
      bidBasis: oneOf(BID_BASES, 'bidBasis'),
      phase: oneOf(TENDER_PHASES, 'phase'),
    },
    order: asked('sort') === 'deadline' ? ('deadline' as const) : ('published' as const),
  }
}
