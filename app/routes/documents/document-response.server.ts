import { createHash } from 'node:crypto'
import { type PortalDocument } from '#app/documents/document.ts'
import { renderDocx } from '#app/documents/render-docx.server.ts'
import { renderPdf } from '#app/documents/render-pdf.server.ts'
import { notFound } from '#app/http/params.ts'
import { fileResponse } from './file-response.server.ts'

const FORMATS = {
  pdf: { render: renderPdf, mediaType: 'application/pdf' },
  docx: {
    render: renderDocx,
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
} as const
type Format = keyof typeof FORMATS

/** The name and the format in the last part of an address such as `tender-notice.pdf`. */
export function requestedPaper<Name extends string>(
  file: string,
  names: readonly Name[],
): { name: Name; format: Format } {
  const [, asked, format] = /^([a-z-]+)\.(pdf|docx)$/.exec(file) ?? []
  const name = names.find((known) => known === asked)
  if (!name || (format !== 'pdf' && format !== 'docx')) return notFound('没有这个文件')
  return { name, format }
}

export async function paperResponse(paper: PortalDocument, format: Format): Promise<Response> {
  return fileResponse(await renderedOnce(paper, format), {
    fileName: `${paper.fileName}.${format}`,
    mediaType: FORMATS[format].mediaType,
  })
}

const MOST_KEPT = 50
const kept = new Map<string, Promise<Uint8Array>>()

/** The same paper has the same bytes, so the last ones are kept: drawing one takes a quarter of a second. */
function renderedOnce(paper: PortalDocument, format: Format): Promise<Uint8Array> {
  const key = createHash('sha256')
    .update(JSON.stringify([format, paper]))
    .digest('base64')
  const bytes = kept.get(key) ?? FORMATS[format].render(paper)
  kept.delete(key)
  kept.set(key, bytes)
  bytes.catch(() => kept.delete(key))
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  return bytes
}
