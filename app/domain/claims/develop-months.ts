import { type Fen, type Ppm, ratioOf } from '#app/domain/money.ts'

/** What was paid up to the end of a month of the year, counted from its start. */
export type DevelopedMonth = {
  month: number
  claims: number
  paid: Fen
  cumulative: Fen
  ofYear: Ppm // of what the year has so far
  ofPremium: Ppm | null // null: the premium is not agreed
}

const MONTHS = 12

/**
 * A year's paid claims month by month (逐月累计), from the first to the last month that has any,
 * those in between without claims with them.
 */
export function developMonths(
  months: readonly { month: number; claims: number; paid: Fen }[],
  premium: Fen | null,
): DevelopedMonth[] {
  const last = Math.min(MONTHS, Math.max(0, ...months.map(({ month }) => month)))
  const total = months.reduce((sum, { paid }) => sum + paid, 0n)
  let cumulative = 0n
  return Array.from({ length: last }, (_, index) => {
    const found = months.find(({ month }) => month === index + 1)
    cumulative += found?.paid ?? 0n
    return {
      month: index + 1,
      claims: found?.claims ?? 0,
      paid: found?.paid ?? 0n,
      cumulative,
      ofYear: ratioOf(cumulative, total),
      ofPremium: premium ? ratioOf(cumulative, premium) : null,
    }
  })
}
