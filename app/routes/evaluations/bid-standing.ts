import { type PlainDate } from '#app/domain/calendar.ts'
import {
  type Qualification,
  type QualificationStanding,
  type QualifiedInstitution,
} from '#app/domain/qualification/qualified-insurers.ts'

type List = { inForceFrom: PlainDate; source: string }

/** A bidder's place on the list of qualified insurers in force on the deadline, and what a later list says. */
export type BidStanding = {
  submissionId: string
  state: Qualification['state']
  institution: QualifiedInstitution | null
  list: List | null
  change: QualificationStanding['change']
  laterList: List | null
}
