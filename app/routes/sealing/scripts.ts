import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { notFound } from '#app/http/params.ts'
import { releaseOf } from '#app/http/served-scripts.server.ts'
import { findScriptRelease } from '#db/queries/script-releases.server.ts'

/** The scripts of a release by hash, the one served now unless another is asked for. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get('release')
  const sha256 = asked ?? releaseOf(context.scripts)
  const release = /^[0-9a-f]{64}$/.test(sha256) ? await findScriptRelease(db, sha256) : undefined
  if (!release) return notFound('没有这个脚本版本')
  return new Response(`${JSON.stringify(release, null, 2)}\n`, {
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-cache' },
  })
}
