import { type LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { buildAwardNotice } from '#app/documents/award-notice.ts'
import { type PortalDocument } from '#app/documents/document.ts'
import { buildEvaluationReport } from '#app/documents/evaluation-report.ts'
import { notFound, param } from '#app/http/params.ts'
import { requireOpenedLot } from '#app/routes/evaluations/evaluation-access.server.ts'
import {
  findAwardNoticeSource,
  findEvaluationReportSource,
} from '#db/queries/document-sources.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'
import { paperResponse, requestedPaper } from './document-response.server.ts'

/** Papers of a lot: the award notice is public, the evaluation report is not. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { name, format } = requestedPaper(param(params, 'file'), [
    'award-notice',
    'evaluation-report',
  ])
  const lotId = param(params, 'lotId')
  const paper =
    name === 'award-notice' ? await awardNotice(lotId) : await evaluationReport(request, lotId)
  return paperResponse(paper, format)
}

async function awardNotice(lotId: string): Promise<PortalDocument> {
  const { lot, tender } = (await findLot(db, lotId)) ?? notFound('没有这个采购包')
  const source = await findAwardNoticeSource(db, lot, tender)
  return buildAwardNotice(source ?? notFound('该采购包尚未定标'))
}

async function evaluationReport(request: Request, lotId: string): Promise<PortalDocument> {
  const viewer = await requirePermission(request, 'see-evaluation')
  const { lot, tender } = await requireOpenedLot(viewer, lotId)
  const source = await findEvaluationReportSource(db, lot, tender)
  return buildEvaluationReport(source ?? notFound('评标报告尚未完成'))
}
