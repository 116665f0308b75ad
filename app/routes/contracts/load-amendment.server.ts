import { db } from '#app/database.server.ts'
import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { amendmentState } from '#app/domain/contract/contract-amendment.ts'
import { compareContractTerms } from '#app/domain/contract/compare-contract-terms.ts'
import { layOver, termsOn } from '#app/domain/contract/terms-in-force.ts'
import { notFound } from '#app/http/params.ts'
import {
  type ContractAmendment,
  findAmendment,
  listAmendmentsInForce,
} from '#db/queries/contract-amendments.server.ts'
import { type Contract } from '#db/queries/contracts.server.ts'

/** An amendment with what it changes: the terms of its kind, against those in force without it. */
export async function loadAmendment(contract: Contract, number: string) {
  const found = /^\d{1,4}$/.test(number)
    ? await findAmendment(db, contract.id, Number(number))
    : undefined
  const { terms, ...amendment } = found ?? notFound('没有这份补充协议')
  const changes = await changesOf(contract, { ...amendment, terms })
  return { amendment, state: amendmentState(amendment), changes }
}

async function changesOf(
  contract: Contract,
  amendment: ContractAmendment & { terms: ContractTerms },
) {
  const inForce = (await listAmendmentsInForce(db, [contract.id])).get(contract.id) ?? []
  const others = inForce.filter(({ number }) => number < amendment.number)
  const before = termsOn(contract.terms, others, amendment.effectiveOn)
  return compareContractTerms(before, layOver(before, amendment))
}
