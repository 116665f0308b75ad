export const DIFFERENCE_KINDS = ['overpaid', 'underpaid', 'unpaid'] as const

export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

export const differenceLabel: Record<DifferenceKind, string> = {
  overpaid: '多付',
  underpaid: '少付',
  unpaid: '应付未付',
}

/** The kind that the address asks for; anything else is all of them. */
export function askedKind(url: URL): DifferenceKind | '' {
  return DIFFERENCE_KINDS.find((kind) => kind === url.searchParams.get('kind')) ?? ''
}
