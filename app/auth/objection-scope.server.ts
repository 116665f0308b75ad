import { type ObjectionScope } from '#db/queries/objections.server.ts'
import { type Viewer } from './session.server.ts'

/** The supervising body and auditors read every objection, everybody else their own organisation's. */
export function objectionScope({ role, organisationId }: Viewer): ObjectionScope {
  return role === 'supervisor' || role === 'auditor'
    ? { everything: true }
    : { everything: false, organisationId }
}
