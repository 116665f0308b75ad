import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Fen, divideHalfUp } from '#app/domain/money.ts'

/** By what a common cost is divided among the insurer's businesses (分摊基础). */
export const ALLOCATION_BASES = [
  'premium',
  'headcount',
  'claims',
  'working-hours',
  'floor-area',
] as const
export type AllocationBasis = (typeof ALLOCATION_BASES)[number]

/** How this contract's part of a common cost was found: total × part ÷ whole, half-up to the fen. */
export type CostAllocation = {
  total: Fen // the whole common cost
  basis: AllocationBasis
  part: bigint // this contract's share of the basis, in the basis's own unit
  whole: bigint
}

export type AllocateCostRefusal = 'basis-not-positive' | 'part-above-whole'

/** This contract's part of a common cost (共同费用分摊). */
export function allocateCost({
  total,
  part,
  whole,
}: CostAllocation): Decision<Fen, AllocateCostRefusal> {
  if (part <= 0n || whole <= 0n) return refuse('basis-not-positive')
  if (part > whole) return refuse('part-above-whole')
  return accept(divideHalfUp(total * part, whole))
}
