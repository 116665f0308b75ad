import { Form } from '@remix-run/react'
import { Button } from './button.tsx'

/** The filters of a list, kept in the address so that a view can be shared. */
export function FilterForm({
  search,
  selects,
}: {
  search?: { label: string; value: string }
  selects: readonly {
    name: string
    label: string
    value: string
    options: readonly { value: string; label: string }[]
  }[]
}) {
  return (
    <Form method="get" className="filter">
      {search ? (
        <div>
          <label htmlFor="filter-search">{search.label}</label>
          <input type="search" id="filter-search" name="search" defaultValue={search.value} />
        </div>
      ) : null}
      {selects.map(({ name, label, value, options }) => (
        <div key={name}>
          <label htmlFor={`filter-${name}`}>{label}</label>
          <select id={`filter-${name}`} name={name} defaultValue={value}>
            <option value="">全部</option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <div>
        <Button type="submit">查询</Button>
      </div>
    </Form>
  )
}
