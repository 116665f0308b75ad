import { DataTable, Pagination } from '#app/components/data-table.tsx'
import { FilterForm } from '#app/components/filter-form.tsx'
import { institutionLevelLabel } from '#app/components/labels.ts'
import { EmptyState } from '#app/components/page.tsx'
import {
  INSTITUTION_LEVELS,
  type QualifiedInstitution,
} from '#app/domain/qualification/qualified-insurers.ts'

/** The institutions of a list with their filter; the administrator's page and the public one show it. */
export function InstitutionTable({
  items,
  total,
  page,
  filter,
}: {
  items: readonly QualifiedInstitution[]
  total: number
  page: number
  filter: { search: string; level: string }
}) {
  return (
    <>
      <FilterForm
        search={{ label: '机构名称、总公司或地区', value: filter.search }}
        selects={[
          {
            name: 'level',
            label: '级别',
            value: filter.level,
            options: INSTITUTION_LEVELS.map((value) => ({
              value,
              label: institutionLevelLabel[value],
            })),
          },
        ]}
      />
      <DataTable
        caption="具有大病保险承办资质的机构"
        rows={items}
        keyOf={({ name }) => name}
        empty={<EmptyState title="没有符合条件的机构">请更换查询条件。</EmptyState>}
        columns={[
          { header: '名称', cell: ({ name }) => name },
          { header: '级别', cell: ({ level }) => institutionLevelLabel[level] },
          { header: '总公司', cell: ({ headOffice }) => headOffice },
          { header: '地区', cell: ({ region }) => region || '全国' },
        ]}
      />
      {total > 0 ? <Pagination total={total} page={page} /> : null}
    </>
  )
}

/** The filter in the address. */
export function institutionFilter({ searchParams }: URL): { search: string; level: string } {
  const level = searchParams.get('level') ?? ''
  return {
    search: (searchParams.get('search') ?? '').trim().slice(0, 100),
    level: INSTITUTION_LEVELS.some((known) => known === level) ? level : '',
  }
}
