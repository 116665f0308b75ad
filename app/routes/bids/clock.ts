import { type LoaderFunctionArgs } from '@remix-run/node'
import { databaseClock } from '#db/queries/clock.server.ts'
import { requireJsonContext } from './json-context.server.ts'

/** The time that decides, for pages that count down to a deadline. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { db } = await requireJsonContext(request, 'edit-bid')
  const now = await databaseClock(db)
  return Response.json({ now: now.getTime() }, { headers: { 'Cache-Control': 'no-store' } })
}
