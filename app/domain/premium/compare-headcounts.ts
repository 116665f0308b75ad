import { type Fen } from '#app/domain/money.ts'
import { type HeadcountKind } from './headcount-kind.ts'
import { yearPremium } from './year-premium.ts'

/** A headcount beside the one before it, and what the difference is worth in premium. */
export type ComparedHeadcount = {
  stage: 'tender' | HeadcountKind
  headcount: bigint
  premium: Fen
  headcountChange: bigint | null // against the stage before; null for the first
  premiumChange: Fen | null
}

/** The tender's estimate, then what both sides agreed on: the estimate and the actual headcount. */
export function compareHeadcounts(
  terms: { headcount: bigint; fundingPerHead: Fen },
  headcounts: readonly {
    kind: HeadcountKind
    headcount: bigint
    premium: Fen
    agreed: boolean | null
  }[],
): ComparedHeadcount[] {
  const agreed = (['estimate', 'actual'] as const).flatMap((kind) => {
    const found = headcounts.find((one) => one.kind === kind && one.agreed)
    return found ? [{ stage: kind, headcount: found.headcount, premium: found.premium }] : []
  })
  const tendered = {
    stage: 'tender' as const,
    headcount: terms.headcount,
    premium: yearPremium(terms.headcount, terms.fundingPerHead),
  }
  const stages = [tendered, ...agreed]
  return stages.map((one, index) => {
    const before = stages[index - 1]
    return {
      ...one,
      headcountChange: before ? one.headcount - before.headcount : null,
      premiumChange: before ? one.premium - before.premium : null,
    }
  })
}
