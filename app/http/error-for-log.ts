/**
 * A bug as the server's log has it. A failed query would bring the values it was given along:
 * people's data, passwords' hashes, shares and keys of bids. The log gets its text only.
 */
export function errorForLog(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const stack = error.stack ?? error.message
  if (!('query' in error) || !('params' in error)) return stack
  const cause = error.cause instanceof Error ? `\nCaused by: ${error.cause.message}` : ''
  return `${stack.replace(error.message, () => `Failed query: ${String(error.query)}`)}${cause}`
}
