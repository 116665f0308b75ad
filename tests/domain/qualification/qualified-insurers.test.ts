import { expect, test } from 'vitest'
import {
  type QualifiedList,
  listInForce,
  qualificationOn,
  qualificationStanding,
  readQualifiedRows,
} from '#app/domain/qualification/qualified-insurers.ts'

const named = (...names: string[]): QualifiedList['institutions'] =>
  names.map((name) => ({ name, level: 'branch', headOffice: '示例人寿', region: '四川' }))

const lists: QualifiedList[] = [
  { inForceFrom: '2025-01-01', institutions: named('示例人寿甲分公司', '示例人寿（四川）分公司') },
  { inForceFrom: '2026-04-01', institutions: named('示例人寿乙分公司') },
]

test('a list is in force from its day until the next one begins', () => {
  expect(listInForce(lists, '2024-12-31')).toBeUndefined()
  expect(listInForce(lists, '2025-01-01')?.inForceFrom).toBe('2025-01-01')
  expect(listInForce(lists, '2026-03-31')?.inForceFrom).toBe('2025-01-01')
  expect(listInForce(lists, '2026-04-01')?.inForceFrom).toBe('2026-04-01')
})

test('an insurer is found by its full name, whatever the width of its brackets', () => {
  const on = (insurerName: string) =>
    qualificationOn(lists, { insurerName, day: '2026-03-23' }).state
  expect(on(' 示例人寿(四川)分公司 ')).toBe('qualified')
  expect(on('示例人寿甲')).toBe('not-listed')
  expect(qualificationOn(lists, { insurerName: '某', day: '2024-12-31' })).toEqual({
    state: 'no-list',
  })
})

test('a qualification lost after the deadline is shown and does not change the standing', () => {
  const standing = (insurerName: string, today: '2026-03-31' | '2026-04-01') =>
    qualificationStanding(
      qualificationOn(lists, { insurerName, day: '2026-03-23' }),
      qualificationOn(lists, { insurerName, day: today }),
    )
  expect(standing('示例人寿甲分公司', '2026-03-31')).toMatchObject({ change: 'none' })
  expect(standing('示例人寿甲分公司', '2026-04-01')).toMatchObject({
    change: 'lost',
    onDeadline: { state: 'qualified' },
    today: { state: 'not-listed' },
  })
  expect(standing('示例人寿乙分公司', '2026-04-01')).toMatchObject({
    change: 'gained',
    onDeadline: { state: 'not-listed' },
  })
})

test('one bad row refuses the whole file, and every mistake is named', () => {
  const row = (number: number, name: string, level: string, headOffice = '', region = '') => ({
    row: number,
    cells: { name, level, head_office: headOffice, region },
  })
  const good = row(2, '示例人寿', '总公司')
  expect(
    readQualifiedRows([good, row(3, '示例人寿甲分公司', '分公司', '示例人寿', '四川')]),
  ).toEqual({
    institutions: [
      { name: '示例人寿', level: 'head-office', headOffice: '示例人寿', region: '' },
      { name: '示例人寿甲分公司', level: 'branch', headOffice: '示例人寿', region: '四川' },
    ],
    problems: [],
  })
  const { institutions, problems } = readQualifiedRows([
    good,
    row(3, '', ''),
    row(4, '示例 人寿', '总部'),
    row(5, '示例人寿甲分公司', '分公司'),
    row(6, '长'.repeat(201), '总公司'),
  ])
  expect(institutions).toEqual([])
  expect(problems).toEqual([
    { row: 3, field: 'name', problem: 'empty' },
    { row: 3, field: 'level', problem: 'empty' },
    { row: 4, field: 'name', problem: 'twice' },
    { row: 4, field: 'level', problem: 'unknown-level' },
    { row: 5, field: 'head_office', problem: 'head-office-missing' },
    { row: 6, field: 'name', problem: 'too-long' },
  ])
})
