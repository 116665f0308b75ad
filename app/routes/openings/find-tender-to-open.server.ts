import { type Actor } from '#app/domain/actor.ts'
import { notFound } from '#app/http/params.ts'
import { type Db } from '#db/client.server.ts'
import { listOpeningOfficers } from '#db/queries/sealing-keys.server.ts'
import { type Tender, findPublishedTender } from '#db/queries/tenders.server.ts'

/** The tender whose bids the viewer is named to open; for anybody else it is not there. */
export async function findTenderToOpen(
  db: Db,
  tenderId: string,
  { userId }: Pick<Actor, 'userId'>,
): Promise<Tender> {
  const [tender, officers] = await Promise.all([
    findPublishedTender(db, tenderId),
    listOpeningOfficers(db, tenderId),
  ])
  return tender && officers.some((officer) => officer.userId === userId)
    ? tender
    : notFound('没有由您负责开标的这个项目')
}
