import { TextRun } from 'docx'

export function textRun(value: string, size: number, bold = false): TextRun {
  return new TextRun({ text: readable(value), size: halfPoints(size), bold })
}

/** Without the characters that no XML file may hold, which would make Word call the file damaged. */
export function readable(value: string): string {
  return value.replaceAll(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, '')
}

export function twips(points: number): number {
  return Math.round(points * 20)
}

export function halfPoints(points: number): number {
  return Math.round(points * 2)
}
