import { createHash } from 'node:crypto'
import { attachBidFile } from '#app/commands/attach-bid-file.server.ts'
import { saveBidDraft } from '#app/commands/save-bid-draft.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { REQUIRED_ATTACHMENTS } from '#app/domain/bid/check-bid.ts'
import { type Teller, told } from './teller.ts'

export type Offer = Omit<BidContent, 'attachments'>

/** An insurer writes a bid, attaches what is required and submits it. */
export async function tellBid(
  teller: Teller,
  { lotId, loginName, offer, at }: { lotId: string; loginName: string; offer: Offer; at: Date },
): Promise<void> {
  const draft = await tellDraft(teller, { lotId, loginName, offer, at })
  const submissionId = `${lotId}-${loginName}`
  told(
    await submitBid(teller.as(loginName, at), {
      submissionId,
      lotId,
      revision: 1,
      draftUpdatedAt: draft.savedAt,
    }),
  )
}

export async function tellDraft(
  teller: Teller,
  { lotId, loginName, offer, at }: { lotId: string; loginName: string; offer: Offer; at: Date },
): Promise<{ savedAt: Date }> {
  const context = teller.as(loginName, at)
  for (const kind of REQUIRED_ATTACHMENTS) {
    const attachmentId = createHash('sha256')
      .update(`${lotId} ${loginName} ${kind}`)
      .digest('hex')
      .slice(0, 32)
    const content = samplePdf(`${kind} of ${loginName} for ${lotId}`)
    told(
      await attachBidFile(context, {
        attachmentId,
        lotId,
        kind,
        fileName: `${FILE_NAMES[kind]}.pdf`,
        content,
      }),
    )
  }
  return told(await saveBidDraft(context, { lotId, offer }))
}

const FILE_NAMES: Record<string, string> = {
  'actuarial-opinion': '精算意见书',
  'legal-opinion': '法律意见书',
  'head-office-authorisation': '总公司授权书',
}

/** A one-page PDF that any reader opens. */
export function samplePdf(text: string): Uint8Array {
  const page = `BT /F1 12 Tf 72 760 Td (${text}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  const starts: number[] = []
  let body = '%PDF-1.4\n'
  objects.forEach((object, index) => {
    starts.push(body.length)
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
  })
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return new TextEncoder().encode(body + trailer)
}
