import { Link, useLocation } from '@remix-run/react'
import { type ReactNode } from 'react'

export type Column<Row> = {
  header: string
  cell: (row: Row) => ReactNode
  align?: 'number'
  sort?: string // value of ?sort= that orders by this column
}

/** A table that scrolls inside itself on narrow screens and repeats its head in print. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  empty,
}: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  empty?: ReactNode
}) {
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    // What scrolls must be reachable by keyboard; a group, as a page may have many tables and few landmarks.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- no tag scrolls
    <div role="group" className="table-scroll" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.header} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ header, cell, align }) => (
                <td key={header} className={align === 'number' ? 'cell-number' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HeadCell<Row>({ column: { header, align, sort } }: { column: Column<Row> }) {
  const { search } = useLocation()
  const className = align === 'number' ? 'cell-number' : undefined
  if (!sort) {
    return (
      <th scope="col" className={className}>
        {header}
      </th>
    )
  }
  const params = new URLSearchParams(search)
  const sorted = params.get('sort') === sort
  params.set('sort', sort)
  params.delete('page')
  return (
    <th scope="col" className={className} aria-sort={sorted ? 'descending' : undefined}>
      <Link to={`?${params}`} preventScrollReset>
        {header}
        <span aria-hidden="true">{sorted ? ' ▼' : ' ⇅'}</span>
      </Link>
    </th>
  )
}

export const PAGE_SIZE = 20

/** Links between the pages of a list; keeps the filters of the address. */
export function Pagination({ total, page }: { total: number; page: number }) {
  const { search } = useLocation()
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
  const linkTo = (target: number) => {
    const params = new URLSearchParams(search)
    params.set('page', String(target))
    return `?${params}`
  }
  return (
    <nav className="pagination" aria-label="分页">
      <span>
        共 {total} 条，第 {page} / {pages} 页
      </span>
      {page > 1 ? <Link to={linkTo(page - 1)}>上一页</Link> : null}
      {page < pages ? <Link to={linkTo(page + 1)}>下一页</Link> : null}
    </nav>
  )
}
