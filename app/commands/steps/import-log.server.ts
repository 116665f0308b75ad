import { type RowProblem } from '#app/domain/claims/row-problem.ts'
import { type Db } from '#db/client.server.ts'
import {
  type ImportStage,
  insertImportFindings,
  saveImportProgress,
} from '#db/queries/claims-posting.server.ts'

const TOLD_EVERY = 500 // milliseconds
const FINDINGS_AT_ONCE = 2000

/**
 * What an import leaves behind whatever becomes of it: how far it is and what is wrong with its
 * file. Written beside its transaction, so that it survives when that is undone.
 */
export class ImportLog {
  findings = 0
  readonly #db: Db
  readonly #attemptId: string
  #waiting: RowProblem[] = []
  #toldAt = 0
  #toldStage: ImportStage | undefined

  constructor(db: Db, attemptId: string) {
    this.#db = db
    this.#attemptId = attemptId
  }

  async tell(stage: ImportStage, rows: number): Promise<void> {
    const now = performance.now()
    if (stage === this.#toldStage && now - this.#toldAt < TOLD_EVERY) return
    this.#toldAt = now
    this.#toldStage = stage
    await saveImportProgress(this.#db, { attemptId: this.#attemptId, stage, rows })
  }

  async add(problems: RowProblem[]): Promise<void> {
    for (const problem of problems) this.#waiting.push(problem)
    if (this.#waiting.length >= FINDINGS_AT_ONCE) await this.flush()
  }

  async flush(): Promise<void> {
    const problems = this.#waiting
    this.#waiting = []
    for (let from = 0; from < problems.length; from += FINDINGS_AT_ONCE) {
      const some = problems.slice(from, from + FINDINGS_AT_ONCE)
      const first = this.findings + 1
      await insertImportFindings(this.#db, { attemptId: this.#attemptId, first, problems: some })
      this.findings += some.length
    }
  }
}
