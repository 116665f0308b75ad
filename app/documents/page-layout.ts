/**
 * The page that papers of a public office are printed on, in points: A4 with the
 * margins of GB/T 9704-2012 (天头37毫米、订口28毫米), the rest by its type area of 156×225毫米.
 */
export const PAGE = {
  width: 595.28,
  height: 841.89,
  top: points(37),
  bottom: points(35),
  left: points(28),
  right: points(26),
} as const

export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right
export const TEXT_HEIGHT = PAGE.height - PAGE.top - PAGE.bottom

export const FONT_SIZE = {
  title: 20,
  subtitle: 12,
  heading: 14,
  text: 12,
  table: 9,
  small: 9,
} as const

/** Widths in points that add up to the text's width. */
export function columnWidths(columns: readonly { width: number }[]): number[] {
  const total = columns.reduce((sum, { width }) => sum + width, 0)
  return columns.map(({ width }) => (width * TEXT_WIDTH) / total)
}

function points(millimetres: number): number {
  return (millimetres * 72) / 25.4
}
