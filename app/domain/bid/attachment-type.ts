import { type Decision, accept, refuse } from '#app/domain/decision.ts'

/** 20 MiB a file that is uploaded in the clear. */
const MOST_UPLOAD_BYTES = 20 * 1024 * 1024

/** All attachments of a bid together. */
export const MOST_ATTACHMENT_BYTES_IN_ALL = 100 * 1024 * 1024

const MOST_ATTACHMENTS = 20

/** The names that a file chooser offers. */
export const ATTACHMENT_ENDINGS = '.pdf,.docx,.xlsx,.jpg,.jpeg,.png,.zip'

const TYPES: readonly {
  endings: readonly string[]
  mediaType: string
  starts: readonly number[]
}[] = [
  { endings: ['pdf'], mediaType: 'application/pdf', starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { endings: ['jpg', 'jpeg'], mediaType: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
  { endings: ['png'], mediaType: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47] },
  {
    endings: ['docx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    starts: [0x50, 0x4b, 0x03, 0x04],
  },
  {
    endings: ['xlsx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    starts: [0x50, 0x4b, 0x03, 0x04],
  },
  { endings: ['zip'], mediaType: 'application/zip', starts: [0x50, 0x4b, 0x03, 0x04] },
]

/** Whether an uploaded file is taken, and as what: its type is read from its bytes, not its name. */
export function checkUpload(
  fileName: string,
  content: Uint8Array,
): Decision<string, 'empty-file' | 'too-large' | 'unknown-type'> {
  if (content.length === 0) return refuse('empty-file')
  if (content.length > MOST_UPLOAD_BYTES) return refuse('too-large')
  const mediaType = attachmentType(fileName, content)
  return mediaType ? accept(mediaType) : refuse('unknown-type')
}

export type AttachmentProblem = 'empty-file' | 'too-large-in-all' | 'too-many' | 'unknown-type'

/** Whether a file may join a bid that has others already. `start` is its first bytes: the whole may be too large to read at once. */
export function checkAttachment(
  { fileName, size, start }: { fileName: string; size: number; start: Uint8Array },
  others: readonly { size: number }[],
): Decision<string, AttachmentProblem> {
  if (size === 0) return refuse('empty-file')
  if (others.length >= MOST_ATTACHMENTS) return refuse('too-many')
  const inAll = others.reduce((total, other) => total + other.size, size)
  if (inAll > MOST_ATTACHMENT_BYTES_IN_ALL) return refuse('too-large-in-all')
  const mediaType = attachmentType(fileName, start)
  return mediaType ? accept(mediaType) : refuse('unknown-type')
}

/** The media type of an attachment, when its name and its first bytes agree on one that is taken. */
export function attachmentType(fileName: string, content: Uint8Array): string | undefined {
  const ending = fileName.toLowerCase().split('.').at(-1) ?? ''
  return TYPES.find(
    ({ endings, starts }) =>
      endings.includes(ending) && starts.every((byte, index) => content[index] === byte),
  )?.mediaType
}
