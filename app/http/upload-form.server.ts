import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ReadableStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'

/** A form whose file is still on its way: text fields that stood before it, and the file as it arrives. */
export type UploadForm = {
  fields: [string, string][]
  file: { name: string; content: AsyncIterable<Uint8Array> } | undefined
}

const LIMITS = { fields: 30, fieldSize: 2_000, fieldNameSize: 100, files: 1, parts: 31 }

/**
 * Reads a multipart form up to its file, which must come last; nothing of the file is kept.
 * The file must be read to its end, or `dropRest` be called, before anything is answered.
 * @returns undefined when the body is no such form
 */
export async function readUploadForm(request: Request): Promise<UploadForm | undefined> {
  const type = request.headers.get('Content-Type') ?? ''
  if (!request.body || !/^multipart\/form-data\s*;.*boundary=/i.test(type)) return undefined
  const form = new Busboy({ headers: { 'content-type': type }, limits: LIMITS })
  const fields: [string, string][] = []
  form.on('field', (name, value) => fields.push([name, value]))
  const file = new Promise<UploadForm['file']>((resolve) => {
    form.once('file', (_field, content, name) => {
      read.catch((error: Error) => content.destroy(error))
      resolve({ name: name ?? '', content: kept(content) })
    })
    form.once('finish', () => resolve(undefined))
  })
  const read = pipeline(Readable.fromWeb(request.body as ReadableStream), form) // the same stream, by Node's own name
  const broken = read.then(
    () => undefined,
    () => undefined,
  )
  return { fields, file: await Promise.race([file, broken]) }
}

/** A body that is nothing but a file, as it arrives. */
export function readUploadBody(request: Request): AsyncIterable<Uint8Array> {
  return request.body
    ? kept(Readable.fromWeb(request.body as ReadableStream))
    : kept(Readable.from([])) // as above
}

/** Whoever stops reading leaves the rest where it is, for `dropRest`. */
function kept(stream: Readable): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => stream.iterator({ destroyOnReturn: false }) }
}

/** Reads on without keeping anything: a sender that is cut off shows no answer at all. */
export async function dropRest(content: AsyncIterable<Uint8Array> | undefined): Promise<void> {
  try {
    for await (const chunk of content ?? []) void chunk
  } catch {
    // The sender is gone: there is nobody to answer.
  }
}
