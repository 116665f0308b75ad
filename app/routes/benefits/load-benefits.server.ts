import { mayDo } from '#app/auth/permissions.ts'
import { type Viewer } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { listRuns } from '#db/queries/benefit-run-lists.server.ts'
import { type BenefitsView } from './benefits-section.tsx'

export async function loadBenefits(year: { id: string }, viewer: Viewer): Promise<BenefitsView> {
  if (!mayDo(viewer.role, 'see-claims')) return null
  const [run] = await listRuns(db, year.id, { limit: 1, offset: 0 })
  if (!run) return { yearId: year.id, run: null }
  const { due, paid, differences, ranAt } = run
  return { yearId: year.id, run: { due, paid, differences, ranAt } }
}
