import { type Viewer } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { applyEstimate } from '#app/domain/funding/apply-estimate.ts'
import { applyTemplate, copyTerms } from '#app/domain/tender/copy-terms.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { notFound } from '#app/http/params.ts'
import { findContractTemplate, listTemplatesInUse } from '#db/queries/contract-templates.server.ts'
import { findExperienceYear, findFundingEstimate } from '#db/queries/funding-estimates.server.ts'
import { listOwnTenders, listPublishedTenders } from '#db/queries/tender-lists.server.ts'
import { findPublishedTender, findTender } from '#db/queries/tenders.server.ts'
import { listCalendarOverrides } from '#db/queries/working-days.server.ts'
import { typicalTerms } from './typical-terms.ts'

/** The terms a new tender's form starts from, and what they were taken from. */
export async function findStartingTerms(
  viewer: Viewer,
  { search, today, region }: { search: URLSearchParams; today: PlainDate; region: string },
): Promise<{ terms: TenderTerms; copiedFrom: string | null; estimateId: string }> {
  const from = search.get('from')
  const templateId = search.get('template')
  if (from) {
    const source = (await findReadableTender(viewer, from)) ?? notFound('没有这个招标项目')
    const calendarOverrides = await listCalendarOverrides(db)
    return {
      terms: copyTerms(source.terms, {
        today,
        region: region || source.terms.region,
        calendarOverrides,
      }),
      copiedFrom: `招标项目“${source.terms.title}”`,
      estimateId: '',
    }
  }
  const terms = typicalTerms(today, region)
  const estimateId = search.get('estimate')
  if (estimateId) {
    const estimate =
      (await findFundingEstimate(db, estimateId, viewer.organisationId)) ??
      notFound('没有这份筹资测算')
    const experience = await findExperienceYear(db, estimate.baseYearId)
    return {
      terms: applyEstimate(terms, estimate, experience ? [experience] : []),
      copiedFrom: `筹资测算“${estimate.name}”`,
      estimateId,
    }
  }
  if (!templateId) return { terms, copiedFrom: null, estimateId: '' }
  const template = await findContractTemplate(db, templateId)
  if (!template || template.retiredAt) return notFound('没有这份合同范本')
  return {
    terms: applyTemplate(terms, template.content),
    copiedFrom: `合同范本“${template.name}”（${template.document}）`,
    estimateId: '',
  }
}

/** A draft only for its own entity; what is published, for everybody. */
async function findReadableTender(viewer: Viewer, id: string) {
  const tender = await findTender(db, id)
  return tender?.procuringEntityId === viewer.organisationId ? tender : findPublishedTender(db, id)
}

export type CopySources = {
  own: { value: string; label: string }[]
  templates: { value: string; label: string }[]
  search: string
  found: { id: string; title: string; procuringEntityName: string }[]
}

const MOST_FOUND = 20

/** What a new tender can start from: own tenders, templates in use, and published tenders by search. */
export async function listCopySources(
  viewer: Viewer,
  { search, now }: { search: string; now: Date },
): Promise<CopySources> {
  const page = { now, limit: 100, offset: 0 }
  const own = await listOwnTenders(db, viewer.organisationId, page)
  const templates = await listTemplatesInUse(db)
  const filter = { search, region: '', regime: '', bidBasis: '', phase: '' } as const
  const found = search
    ? await listPublishedTenders(db, filter, {
        now,
        order: 'published',
        limit: MOST_FOUND,
        offset: 0,
      })
    : { items: [] }
  return {
    own: own.items.map(({ id, title, projectNumber }) => ({
      value: id,
      label: projectNumber ? `${title}（${projectNumber}）` : title,
    })),
    templates: templates.map(({ id, name, province }) => ({
      value: id,
      label: `${province} · ${name}`,
    })),
    search,
    found: found.items.map(({ id, title, procuringEntityName }) => ({
      id,
      title,
      procuringEntityName,
    })),
  }
}
