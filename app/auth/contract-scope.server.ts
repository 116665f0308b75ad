import { type ContractScope } from '#db/queries/contracts.server.ts'
import { type Viewer } from './session.server.ts'

/** An auditor reads every contract, everybody else their own organisation's. */
export function contractScope({ role, organisationId }: Viewer): ContractScope {
  return role === 'auditor' ? { everything: true } : { everything: false, organisationId }
}
