import { TextRun } from 'docx'
import { readable } from './readable.ts'

export function textRun(value: string, size: number, bold = false): TextRun {
  return new TextRun({ text: readable(value), size: halfPoints(size), bold })
}

export function twips(points: number): number {
  return Math.round(points * 20)
}

export function halfPoints(points: number): number {
  return Math.round(points * 2)
}
