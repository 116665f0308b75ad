const MOST_NAME = 80

/** A file to save, with its Chinese name. Shared caches keep nothing: some of these are not for everybody. */
export function fileResponse(
  bytes: Uint8Array,
  { fileName, mediaType }: { fileName: string; mediaType: string },
): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(bytes.length),
      'Content-Disposition': `attachment; filename*=UTF-8''${encoded(safeName(fileName))}`,
      'Cache-Control': 'private, no-cache',
    },
  })
}

/** Without what no file system takes, and short enough for all of them. */
function safeName(fileName: string): string {
  const dot = fileName.lastIndexOf('.')
  const stem = [...fileName.slice(0, dot).replaceAll(/[\\/:*?"<>|\p{C}]+/gu, ' ')]
  return `${stem.slice(0, MOST_NAME).join('').trim()}${fileName.slice(dot)}`
}

/** RFC 8187 leaves fewer characters as they are than a URL does. */
function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
