import { type LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#app/auth/session.server.ts'
import { bidProblemText } from '#app/components/bid-composer/bid-problem-text.ts'
import { termChangeText } from '#app/components/term-change-text.ts'
import { db } from '#app/database.server.ts'
import { buildBiddingDocuments } from '#app/documents/bidding-documents.ts'
import { type PortalDocument } from '#app/documents/document.ts'
import { buildOpeningRecord } from '#app/documents/opening-record.ts'
import { buildTenderNotice } from '#app/documents/tender-notice.ts'
import { notFound, param } from '#app/http/params.ts'
import {
  findOpeningRecordSource,
  findTenderPaperSource,
} from '#db/queries/document-sources.server.ts'
import { type Tender, findPublishedTender } from '#db/queries/tenders.server.ts'
import { paperResponse, requestedPaper } from './document-response.server.ts'

/** Papers of a tender. Who takes the bidding documents leaves no trace: it would name the bidders to come. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { name, format } = requestedPaper(param(params, 'file'), [
    'tender-notice',
    'bidding-documents',
    'opening-record',
  ])
  const tender = await findPublishedTender(db, param(params, 'tenderId'))
  if (!tender?.publishedAt) return notFound('没有这个招标公告')
  if (name === 'bidding-documents') await requireReader(request, tender)
  const paper =
    name === 'opening-record'
      ? await openingRecord(tender)
      : await tenderPaper(name, tender, tender.publishedAt)
  return paperResponse(paper, format)
}

/** Insurers' people, and the officers of the buyer itself. */
async function requireReader(request: Request, tender: Tender): Promise<void> {
  const viewer = await requirePermission(request, 'download-bidding-documents')
  if (viewer.role === 'tender-officer' && viewer.organisationId !== tender.procuringEntityId)
    notFound('没有这个招标文件')
}

async function tenderPaper(
  name: 'tender-notice' | 'bidding-documents',
  tender: Tender,
  publishedAt: Date,
): Promise<PortalDocument> {
  const source = await findTenderPaperSource(db, tender, publishedAt)
  if (name === 'tender-notice') return buildTenderNotice(source)
  const amendments = source.amendments.map(({ changes, ...amendment }) => ({
    ...amendment,
    changes: changes.map((change) => termChangeText(change, source.terms.lots)),
  }))
  return buildBiddingDocuments({ ...source, amendments })
}

async function openingRecord(tender: Tender): Promise<PortalDocument> {
  const source = (await findOpeningRecordSource(db, tender)) ?? notFound('该项目尚未开标')
  return buildOpeningRecord(source, bidProblemText)
}
