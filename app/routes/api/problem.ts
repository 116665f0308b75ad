/** What a program is told when it gets nothing: a word it can tell apart, and a sentence for its people. */
export function apiProblem(
  status: 400 | 404 | 405 | 409,
  error: string,
  message: string,
): Response {
  return Response.json({ error, message }, { status })
}
