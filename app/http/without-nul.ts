import { Transform, type TransformCallback } from 'node:stream'

/**
 * Takes the NUL bytes out of a rendered page. React 18 fills its buffers up with them
 * where a Chinese character does not fit any more, and a browser reads each one in a
 * field as “�”, which then is saved. A page has no NUL of its own.
 */
export function withoutNul(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk)
    },
  })
}
