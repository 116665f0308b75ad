/** Without the characters that no XML file may hold, which would make an office program call the file damaged. */
export function readable(value: string): string {
  return value.replaceAll(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, '')
}
