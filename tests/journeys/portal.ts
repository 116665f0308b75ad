/** Where a worker's journeys go: no two workers share a portal, a database or its clock. */
export type Portal = { url: string; databaseUrl: string }

/** The portal of this worker, of those that tests/run.ts has started. */
export function ownPortal(): Portal {
  const portals = JSON.parse(process.env.PORTALS ?? '[]') as Portal[] // as tests/run.ts writes them
  const portal = portals[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]
  if (!portal) throw new Error('PORTALS is not set: run npm test')
  return portal
}
