import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { readNoticeQuery } from '#app/routes/public/notice-query.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listPublishedTenders } from '#db/queries/tender-lists.server.ts'
import { EVERY_ROW, sheetResponse } from './sheet-response.server.ts'
import { TENDER_COLUMNS } from './tender-columns.ts'

/** The notices that the page lists, with its filters. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { filter, order } = readNoticeQuery(new URL(request.url))
  const now = await databaseClock(db)
  const { items } = await listPublishedTenders(db, filter, { now, order, ...EVERY_ROW })
  return sheetResponse('招标公告', TENDER_COLUMNS, items)
}
