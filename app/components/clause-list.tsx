import { clausesOf } from '#app/domain/tender/standard-clauses.ts'
import { CLAUSE_KINDS, type ContractClause } from '#app/domain/tender/tender.ts'
import { clauseKindLabel } from './contract-term-text.ts'

/** A contract's clauses: the template's standard ones, then the special ones. */
export function ClauseList({ clauses }: { clauses: readonly ContractClause[] }) {
  return (
    <>
      {CLAUSE_KINDS.map((kind) => {
        const ofKind = clausesOf(clauses, kind)
        return ofKind.length > 0 ? (
          <section key={kind}>
            <h3>{clauseKindLabel[kind]}</h3>
            <ol className="clauses">
              {ofKind.map(({ title, text }, index) => (
                <li key={`${index} ${title}`}>
                  <strong>{title}</strong>
                  <p>{text}</p>
                </li>
              ))}
            </ol>
          </section>
        ) : null
      })}
    </>
  )
}
