import { createHash } from 'node:crypto'
import { type LoaderFunctionArgs } from '@remix-run/node'
import { type Viewer, requireViewer } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { attachmentType } from '#app/domain/bid/attachment-type.ts'
import { notFound, param } from '#app/http/params.ts'
import { readHeader } from '#app/sealing/envelope-header.ts'
import { openFile } from '#app/sealing/open-envelope.ts'
import { findChunk } from '#db/queries/bid-uploads.server.ts'
import { findOpenedAttachment } from '#db/queries/bids.server.ts'
import { listCommittee } from '#db/queries/committees.server.ts'

type OpenedAttachment = NonNullable<Awaited<ReturnType<typeof findOpenedAttachment>>>

/**
 * A bid's attachment after the opening: its bidder's, the procuring entity's, the committee's
 * and the auditor's. It lies sealed and is decrypted on its way out, a piece at a time.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  const found = await findOpenedAttachment(db, {
    submissionId: param(params, 'submissionId'),
    attachmentId: param(params, 'attachmentId'),
  })
  if (!found || !(await mayRead(viewer, found))) return notFound('没有这个附件')
  const { attachment } = found
  const pieces = (await openAttachment(found)).getReader()
  const first = await pieces.read().catch(() => undefined)
  if (!first) throw new Response('附件不能解密：投标人密封的内容有误', { status: 409 })
  const start = first.value ?? new Uint8Array()
  return new Response(checkedAgainst(attachment.sha256, start, pieces), {
    headers: {
      'Content-Type': attachmentType(attachment.fileName, start) ?? 'application/octet-stream',
      'Content-Length': String(attachment.size),
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.fileName)}`,
      'Cache-Control': 'private, no-store',
    },
  })
}

async function mayRead(viewer: Viewer, file: OpenedAttachment): Promise<boolean> {
  const { role, organisationId, userId } = viewer
  if (role === 'bid-submitter') return file.bidderId === organisationId
  if (role === 'tender-officer') return file.procuringEntityId === organisationId
  if (role === 'auditor') return true
  if (role !== 'expert') return false
  const committee = await listCommittee(db, file.tenderId)
  return committee.some(({ expertId, conflict }) => expertId === userId && conflict === false)
}

async function openAttachment({
  uploadId,
  header,
  file,
  bidKey,
  attachment,
}: OpenedAttachment): Promise<ReadableStream<Uint8Array>> {
  const read = readHeader(header)
  const chunks = read.ok ? (read.value.files[file]?.chunks.length ?? 0) : 0
  let position = 0
  const ciphertext = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (position === chunks) return controller.close()
      const chunk = await findChunk(db, { uploadId, file, position })
      if (!chunk) return controller.error(new Error(`chunk ${position} is not stored`))
      controller.enqueue(chunk)
      position += 1
    },
  })
  return openFile(bidKey, ciphertext, attachment.size)
}

/** Breaks off at the end when the bytes are not those that the bid lists. */
function checkedAgainst(
  sha256: string,
  start: Uint8Array,
  pieces: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  const hash = createHash('sha256').update(start)
  return new ReadableStream({
    start: (controller) => controller.enqueue(start),
    async pull(controller) {
      const { done, value } = await pieces.read()
      if (done && hash.digest('hex') !== sha256)
        return controller.error(new Error('an attachment is not the one that its bid lists'))
      if (done) return controller.close()
      hash.update(value)
      controller.enqueue(value)
    },
    cancel: (reason) => pieces.cancel(reason),
  })
}
