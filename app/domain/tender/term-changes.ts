/** One field of the tender's terms that an amendment changes, before and after (更正前后). */
export type TermChange = {
  path: string // dotted, as in `lots.0.priceCeiling`
  before: TermValue
  after: TermValue
  affectsBids: boolean // 可能影响投标文件编制
}

/** A leaf of the terms; null where the field was not there. */
export type TermValue = string | number | bigint | boolean | Date | null
