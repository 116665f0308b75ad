/** The number of a message in an address, if it is one that PostgreSQL can hold. */
export function notificationId(text: string): bigint | undefined {
  return /^[1-9]\d{0,17}$/.test(text) ? BigInt(text) : undefined
}
