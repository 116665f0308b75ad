import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { PostButton } from '#app/forms/post-button.tsx'
import { type EndedLotsData } from './ended-lots.server.ts'

/** The lots that ended, with what the buyer can do about each. Nothing while there are none. */
export function EndedLots({ lots, rule, newContractId }: EndedLotsData) {
  if (!lots.some((lot) => lot.mayUseOtherProcedure || lot.insurerName)) return null
  return (
    <>
      <DataTable
        caption="已结束采购包的后续"
        rows={lots}
        keyOf={({ lotId }) => lotId}
        columns={[
          { header: '采购包', cell: ({ name }) => name },
          {
            header: '承办机构',
            cell: ({ lotId, insurerName }) =>
              insurerName ? (
                <Link to={`/other-procedures/${lotId}`}>{insurerName}</Link>
              ) : (
                '尚未确定'
              ),
          },
          {
            header: '办理',
            cell: ({ lotId, insurerName, contractId, mayUseOtherProcedure }) =>
              contractId ? (
                <Link to={`/contracts/${contractId}`}>合同</Link>
              ) : insurerName ? (
                <PostButton
                  action={`/lots/${lotId}/contract`}
                  values={{ contractId: newContractId }}
                  label="生成合同"
                />
              ) : mayUseOtherProcedure ? (
                <Link to={`/lots/${lotId}/other-procedure`}>以其他方式确定承办机构</Link>
              ) : (
                '—'
              ),
          },
        ]}
      />
      <p className="muted">{rule}</p>
    </>
  )
}
