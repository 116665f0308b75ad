import { type LoaderFunctionArgs } from '@remix-run/node'
import { type Viewer, requireViewer } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findOpenedAttachment, findOwnAttachment } from '#db/queries/bids.server.ts'
import { listCommittee } from '#db/queries/committees.server.ts'

/** A bid's file: its bidder's at any time; after the opening also the procuring entity's, the committee's and the auditor's. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  const file = (await findReadableFile(viewer, param(params, 'fileId'))) ?? notFound('没有这个附件')
  return new Response(new Uint8Array(file.content), {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      'Cache-Control': 'private, no-store',
    },
  })
}

async function findReadableFile(viewer: Viewer, id: string) {
  const own = await findOwnAttachment(db, { id, bidderId: viewer.organisationId })
  if (own) return own
  const opened = await findOpenedAttachment(db, id)
  if (!opened) return undefined
  const isOfficer =
    viewer.role === 'tender-officer' && opened.procuringEntityId === viewer.organisationId
  if (isOfficer || viewer.role === 'auditor') return opened
  if (viewer.role !== 'expert') return undefined
  const committee = await listCommittee(db, opened.tenderId)
  return committee.some(
    ({ expertId, conflict }) => expertId === viewer.userId && conflict === false,
  )
    ? opened
    : undefined
}
