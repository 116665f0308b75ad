/** What the fields of a repeating group show at first, by dotted name: `lots.0.name`. */
export function rowDefaults<Row>(
  group: string,
  list: readonly Row[],
  fieldsOf: (row: Row, index: number) => Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    list.flatMap((row, index) =>
      Object.entries(fieldsOf(row, index)).map(([field, value]) => [
        `${group}.${index}.${field}`,
        value,
      ]),
    ),
  )
}
