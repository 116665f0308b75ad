/** PostgreSQL text holds no NUL, and no person types the other control characters; tab and line breaks are text. */
export function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x20 && !'\t\n\r'.includes(character)
  })
}
