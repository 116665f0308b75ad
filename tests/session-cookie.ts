/** What the browser of a signed-in person sends. The sessions are made on first import, on the database in the environment. */
export async function sessionCookieOf(userId: string): Promise<string> {
  const { lucia } = await import('#app/auth/lucia.server.ts')
  const session = await lucia.createSession(userId, {})
  return lucia.createSessionCookie(session.id).serialize().split(';')[0] ?? ''
}
