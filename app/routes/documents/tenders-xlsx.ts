import { type LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listOwnTenders } from '#db/queries/tender-lists.server.ts'
import { readNoticeQuery } from '#app/routes/public/notice-query.ts'
import { EVERY_ROW, sheetResponse } from './sheet-response.server.ts'
import { TENDER_COLUMNS } from './tender-columns.ts'

/** An entity's own tenders, drafts included, by the filters of the list. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { organisationId } = await requirePermission(request, 'edit-tender')
  const now = await databaseClock(db)
  const query = readNoticeQuery(new URL(request.url))
  const { items } = await listOwnTenders(db, organisationId, { now, ...query, ...EVERY_ROW })
  return sheetResponse('招标项目', TENDER_COLUMNS, items)
}
