import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { writeSealedLogFile } from '#app/sealing/sealed-log-file.ts'
import { findSealedLogFile } from './sealed-log.server.ts'

/** The whole sealed log in one file, from which anybody recomputes every commitment. */
export async function loader({ params }: LoaderFunctionArgs) {
  const log = (await findSealedLogFile(db, param(params, 'tenderId'))) ?? notFound('该项目尚未开标')
  return new Response(writeSealedLogFile(log), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="sealed-log.json"`,
    },
  })
}
