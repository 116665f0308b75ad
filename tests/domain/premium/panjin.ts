/** Two of 盘锦's contract years, which are calendar years. */
export const YEAR_2025 = { number: 1, startsOn: '2025-01-01', endsOn: '2025-12-31' } as const
export const YEAR_2026 = { number: 2, startsOn: '2026-01-01', endsOn: '2026-12-31' } as const
