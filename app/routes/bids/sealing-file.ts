import { type LoaderFunctionArgs } from '@remix-run/node'
import { writeSealingParameters } from '#app/components/bid-composer/sealing-parameters.ts'
import { notFound, param } from '#app/http/params.ts'
import { findSealingParameters, requireBidPage } from './bid-page.server.ts'

/** The sealing parameters of a lot, for the offline tool. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const page = await requireBidPage(request, param(params, 'lotId'))
  const sealing = await findSealingParameters(page)
  if (!sealing) return notFound('本公司还没有经过持有证明的密钥')
  const name = `密封参数-${page.tender.terms.projectNumber}-${page.lot.number}.json`
  return new Response(writeSealingParameters(sealing), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    },
  })
}
