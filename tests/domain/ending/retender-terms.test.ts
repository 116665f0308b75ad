import { expect, test } from 'vitest'
import { retenderTerms } from '#app/domain/ending/retender-terms.ts'
import { checkTender } from '#app/domain/tender/check-tender.ts'
import { buildOpeningOfficers, buildLot, buildTenderTerms } from '#tests/factories/tender-terms.ts'
import { yuan } from '#tests/yuan.ts'

const lots = [1, 2, 3].map((number) =>
  buildLot({ id: `a-${number}`, number, name: `第${number}包`, headcount: 1_000_000n }),
)
const terms = buildTenderTerms({ lots, budget: yuan('603000000'), bidSecurity: yuan('12060000') })

function again(failedLotIds: readonly string[], of = terms) {
  return retenderTerms(of, { tenderId: 'b', failedLotIds, today: '2026-03-23' })
}

test('only the failed lots are repeated, numbered anew, with their share of the budget', () => {
  const repeated = again(['a-1', 'a-3'])
  expect(repeated.lots).toMatchObject([
    { id: 'b-1', number: 1, name: '第1包' },
    { id: 'b-2', number: 2, name: '第3包' },
  ])
  expect(repeated.budget).toBe(yuan('402000000'))
})

test('the bid security is held to what one lot of the smaller purchase allows', () => {
  expect(again(['a-1']).bidSecurity).toBe(yuan('4020000'))
  expect(again(['a-1', 'a-2', 'a-3']).bidSecurity).toBe(yuan('4020000'))
})

test('every attempt has a project number of its own, so that contract numbers never meet', () => {
  const second = again(['a-1'])
  expect(second.projectNumber).toBe('TEST-1-R2')
  expect(again(['b-1'], second).projectNumber).toBe('TEST-1-R3')
})

test('the title says once that it is a re-tender', () => {
  const second = again(['a-1'])
  expect(second.title).toBe('测试采购（重新招标）')
  expect(again(['b-1'], second).title).toBe(second.title)
})

test('what it starts from can be published the next day as it is', () => {
  expect(
    checkTender(again(['a-2']), { today: '2026-03-24', openingOfficers: buildOpeningOfficers() }),
  ).toEqual([])
})
