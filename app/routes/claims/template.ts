import { type LoaderFunctionArgs } from '@remix-run/node'
import { CLAIM_COLUMNS } from '#app/domain/claims/claim-column.ts'
import { requireClaimsYear } from './claims-year.server.ts'
import { BYTE_ORDER_MARK, csvHeaders, csvLine } from './csv-text.ts'

/** The columns of a claims file with one made-up claim of the year, to start from. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year } = await requireClaimsYear(request, params, 'see-claims')
  const sample = {
    claim_id: 'SAMPLE-0001',
    person_id: 'SAMPLE-PERSON-0001', // no identity number, not even a made-up one
    visit_date: year.startsOn,
    category: '',
    place: '',
    eligible_expense: '20000.00',
    total_cost: '50000.00',
    self_funded: '5000.00',
    basic_paid: '25000.00',
    basic_paid_baseline: '0.00',
    newly_covered: '0.00',
    paid: '3600.00',
  }
  const row = CLAIM_COLUMNS.map((column) => sample[column])
  return new Response(`${BYTE_ORDER_MARK}${csvLine(CLAIM_COLUMNS)}${csvLine(row)}`, {
    headers: csvHeaders('赔付明细模板.csv'),
  })
}
