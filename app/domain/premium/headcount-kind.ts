/** A year's headcount is an `estimate` until the enrolment is over, `actual` afterwards. */
export type HeadcountKind = 'estimate' | 'actual'
