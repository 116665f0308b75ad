import { type SQL, and, asc, eq, ilike, isNull, lt, or, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type PoolCandidate, type PoolFacts } from '#app/domain/evaluation/expert-pool.ts'
import { type Db } from '#db/client.server.ts'
import { openedBids } from '#db/schema/bids.ts'
import { expertProfiles } from '#db/schema/evaluations.ts'
import { organisations, users } from '#db/schema/identity.ts'
import { openingOfficers } from '#db/schema/tenders.ts'
import { listCommittee, listFormerMembers } from './committees.server.ts'

export type ExpertProfile = {
  speciality: string
  region: string
  employer: string
  validUntil: PlainDate | null
}

export type Expert = {
  userId: string
  name: string
  closed: boolean
  profile: ExpertProfile | null // null until registered
}

export type ExpertFilter = { search: string; speciality: string; state: string }

/** The experts of the register with what they are registered with; whose term is over on the day is told apart. */
export async function listExperts(
  db: Db,
  { search, speciality, state }: ExpertFilter,
  { day, limit, offset }: { day: PlainDate; limit: number; offset: number },
): Promise<{ items: Expert[]; total: number }> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const states: Record<string, SQL | undefined> = {
    'not-registered': isNull(expertProfiles.userId),
    'term-over': lt(expertProfiles.validUntil, day),
    closed: isClosed(day),
  }
  const where = and(
    isPoolExpert,
    search === ''
      ? undefined
      : or(
          ilike(users.name, pattern),
          ilike(expertProfiles.employer, pattern),
          ilike(expertProfiles.region, pattern),
        ),
    speciality === '' ? undefined : eq(expertProfiles.speciality, speciality),
    states[state],
  )
  const items = await selectExperts(db, day)
    .where(where)
    .orderBy(asc(users.name), asc(users.id))
    .limit(limit)
    .offset(offset)
  return { items, total: await db.$count(selectExperts(db, day).where(where).as('found')) }
}

export async function findExpert(
  db: Db,
  userId: string,
  day: PlainDate,
): Promise<Expert | undefined> {
  const [expert] = await selectExperts(db, day).where(and(isPoolExpert, eq(users.id, userId)))
  return expert
}

export async function listSpecialities(db: Db): Promise<string[]> {
  const rows = await db
    .selectDistinct({ speciality: expertProfiles.speciality })
    .from(expertProfiles)
    .orderBy(asc(expertProfiles.speciality))
  return rows.map(({ speciality }) => speciality)
}

/** Registers an expert, or registers them anew. */
export async function saveExpertProfileRow(
  db: Db,
  profile: ExpertProfile & { userId: string },
): Promise<void> {
  const { userId: _userId, ...set } = profile
  await db
    .insert(expertProfiles)
    .values(profile)
    .onConflictDoUpdate({ target: expertProfiles.userId, set })
}

/** Every expert of the register, for judging who can be drawn. */
export async function listPoolCandidates(db: Db, day: PlainDate): Promise<PoolCandidate[]> {
  const experts = await selectExperts(db, day).where(isPoolExpert).orderBy(asc(users.id))
  return experts.map(({ userId, closed, profile }) => ({ expertId: userId, closed, profile }))
}

/** Whom an expert must not work for in this tender, and who has sat in its committee. */
export async function findPoolFacts(
  db: Db,
  { id: tenderId, procuringEntityName }: { id: string; procuringEntityName: string },
): Promise<PoolFacts> {
  const supervision = await db
    .selectDistinct({ name: organisations.name })
    .from(openingOfficers)
    .innerJoin(users, eq(users.id, openingOfficers.userId))
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .where(and(eq(openingOfficers.tenderId, tenderId), eq(organisations.kind, 'supervision')))
  const bidders = await db
    .selectDistinct({ name: organisations.name })
    .from(openedBids)
    .innerJoin(organisations, eq(organisations.id, openedBids.bidderId))
    .where(eq(openedBids.tenderId, tenderId))
  return {
    procuringEntityName,
    supervisionNames: supervision.map(({ name }) => name),
    bidderNames: bidders.map(({ name }) => name),
    members: await listCommittee(db, tenderId),
    formerMemberIds: (await listFormerMembers(db, tenderId)).map(({ expertId }) => expertId),
  }
}

/** The procuring entity's own people who can sit in its committee (采购人代表). */
export async function listRepresentatives(
  db: Db,
  organisationId: string,
  day: PlainDate,
): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(
      and(
        eq(users.organisationId, organisationId),
        eq(users.role, 'expert'),
        sql`not ${isClosed(day)}`,
      ),
    )
    .orderBy(asc(users.name), asc(users.id))
}

const isPoolExpert = and(eq(users.role, 'expert'), eq(organisations.kind, 'expert-pool'))

/** An account's last day still counts. */
function isClosed(day: PlainDate): SQL {
  return sql`(${users.disabled} or coalesce(${users.validUntil} < ${day}::date, false))`
}

function selectExperts(db: Db, day: PlainDate) {
  return db
    .select({
      userId: users.id,
      name: users.name,
      closed: sql<boolean>`${isClosed(day)}`.as('closed'),
      profile: {
        speciality: expertProfiles.speciality,
        region: expertProfiles.region,
        employer: expertProfiles.employer,
        validUntil: expertProfiles.validUntil,
      },
    })
    .from(users)
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .leftJoin(expertProfiles, eq(expertProfiles.userId, users.id))
    .$dynamic()
}
