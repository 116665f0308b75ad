import { type Decision, accept, refuse } from '#app/domain/decision.ts'

/** 20 MiB a file. */
export const MOST_ATTACHMENT_BYTES = 20 * 1024 * 1024

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
  if (content.length > MOST_ATTACHMENT_BYTES) return refuse('too-large')
  const mediaType = attachmentType(fileName, content)
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
