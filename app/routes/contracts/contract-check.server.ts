import { termChangeText } from '#app/components/term-change-text.ts'
import { db } from '#app/database.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type TermTrace, traceContract } from '#app/domain/contract/compare-contract.ts'
import { termsOn } from '#app/domain/contract/terms-in-force.ts'
import { leavesOf } from '#app/domain/tender/compare-terms.ts'
import { notFound } from '#app/http/params.ts'
import { findAgreedOffer } from '#db/queries/agreed-offers.server.ts'
import { listAmendmentsInForce } from '#db/queries/contract-amendments.server.ts'
import { type Contract } from '#db/queries/contracts.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

/** The standing machine check with each paper's values in words, and the terms in force today. */
export async function loadContractCheck(contract: Contract, today: PlainDate) {
  const found = (await findLot(db, contract.lotId)) ?? notFound('没有这个合同')
  const offer = (await findAgreedOffer(db, contract)) ?? notFound('没有这个合同')
  const amendments = (await listAmendmentsInForce(db, [contract.id])).get(contract.id) ?? []
  const papers = { tender: found.tender.terms, lot: found.lot, offer, signed: contract.terms }
  const traces = traceContract(papers, amendments, today)
  return {
    otherwise: contract.awardId === null,
    terms: termsOn(contract.terms, amendments, today),
    rows: traces.map((trace) => ({
      term: trace.term,
      source: trace.source,
      agrees: trace.agrees,
      agreesToday: trace.agreesToday,
      amendedBy: trace.amendedBy,
      upcoming: trace.upcoming,
      values: valuesOf(trace),
    })),
  }
}

export type ContractCheck = Awaited<ReturnType<typeof loadContractCheck>>

/** Each leaf of a term as every paper has it; a paper that says nothing of it stays empty. */
function valuesOf({ term, ...trace }: TermTrace) {
  const papers = [trace.tender, trace.bid, trace.expected, trace.signed, trace.today].map((value) =>
    leavesOf({ [term]: value }),
  )
  const paths = [...new Set(papers.flatMap((leaves) => [...leaves.keys()]))].filter(
    (path) => !path.endsWith('.kind'),
  )
  return paths.map((path) => {
    const [tender = '', bid = '', expected = '', signed = '', today = ''] = papers.map((leaves) => {
      const value = leaves.get(path)
      return value === undefined
        ? ''
        : termChangeText({ path, before: value, after: null }, []).before
    })
    const { field } = termChangeText({ path, before: null, after: null }, [])
    return { path, field, tender, bid, signed, today, differs: signed !== expected }
  })
}
