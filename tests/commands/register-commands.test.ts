import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { clearCalendarDay } from '#app/commands/clear-calendar-day.server.ts'
import { importQualifiedList } from '#app/commands/import-qualified-list.server.ts'
import { setCalendarDay } from '#app/commands/set-calendar-day.server.ts'
import { type PlainDate, isWorkingDay } from '#app/domain/calendar.ts'
import {
  listQualifiedInstitutions,
  qualificationOfInsurer,
  qualificationStandingOfInsurer,
} from '#db/queries/qualifications.server.ts'
import { listCalendarOverrides, listOverriddenDays } from '#db/queries/working-days.server.ts'
import { test } from '#tests/db-test.ts'
import { done, startPurchase } from '#tests/factories/purchase.ts'

const buildList = (inForceFrom: PlainDate, ...names: string[]) => ({
  id: randomUUID(),
  inForceFrom,
  source: '川金监〔2026〕1号',
  fileName: '名录.csv',
  fileSha256: '0'.repeat(64),
  rows: names.map((name, index) => ({
    row: index + 2,
    cells: { name, level: '分公司', head_office: '示例人寿', region: '四川' },
  })),
})

test('a list is imported whole or not at all, and once for a day', async ({ db }) => {
  const context = (await startPurchase(db)).as('officer')
  const list = buildList('1999-04-01', '甲分公司', '乙分公司')
  const refusal = async (change: Partial<typeof list>) => {
    const imported = await importQualifiedList(context, { ...list, ...change })
    return imported.ok ? undefined : imported.refusal
  }
  const [first] = list.rows
  if (!first) throw new Error('the list has rows')
  expect(await refusal({ source: ' ' })).toBe('source-missing')
  expect(await refusal({ rows: [] })).toBe('empty-list')
  expect(await refusal({ rows: Array.from({ length: 20_001 }, () => first) })).toBe('too-many-rows')
  expect(await refusal({ rows: [...list.rows, first] })).toBe('rows-refused')
  const page = { limit: 10, offset: 0 }
  const everything = { listId: list.id, search: '', level: '' }
  expect((await listQualifiedInstitutions(db, everything, page)).total).toBe(0)
  expect(done(await importQualifiedList(context, list))).toEqual({ institutions: 2 })
  expect(await refusal({ id: randomUUID() })).toBe('same-day-twice')
  expect(
    (await listQualifiedInstitutions(db, { ...everything, search: '乙' }, page)).items,
  ).toMatchObject([{ name: '乙分公司' }])
  expect((await listQualifiedInstitutions(db, { ...everything, search: '%' }, page)).total).toBe(0)
  await expect(
    db.transaction((tx) => tx.execute(sql`delete from qualified_institutions`)),
  ).rejects.toThrow()
})

test('an insurer is checked against the list in force on the deadline, and a later loss is shown', async ({
  db,
}) => {
  const context = (await startPurchase(db)).as('officer')
  const on = (insurerName: string, day: PlainDate) =>
    qualificationOfInsurer(db, { insurerName, day })
  expect(await on('甲（四川）分公司', '1990-01-01')).toEqual({ state: 'no-list', list: null })
  done(await importQualifiedList(context, buildList('1990-01-02', '甲（四川）分公司')))
  done(await importQualifiedList(context, buildList('1990-05-01', '乙分公司')))
  expect(await on('甲(四川) 分公司', '1990-01-02')).toMatchObject({
    state: 'qualified',
    institution: { name: '甲（四川）分公司' },
    list: { inForceFrom: '1990-01-02', source: '川金监〔2026〕1号' },
  })
  expect(await on('甲（四川）分公司', '1990-04-30')).toMatchObject({ state: 'qualified' })
  expect(await on('甲（四川）分公司', '1990-05-01')).toMatchObject({
    state: 'not-listed',
    list: { inForceFrom: '1990-05-01' },
  })
  expect(
    await qualificationStandingOfInsurer(db, {
      insurerName: '甲（四川）分公司',
      deadlineDay: '1990-04-30',
      today: '1990-05-01',
    }),
  ).toMatchObject({ onDeadline: { state: 'qualified' }, change: 'lost' })
})

test('a day is set against the published calendar with its document, and cleared again', async ({
  db,
}) => {
  const context = (await startPurchase(db)).as('officer')
  const saturday = { day: '2031-03-01', kind: 'working-day', source: '市府办〔2031〕1号' } as const
  expect(await setCalendarDay(context, { ...saturday, kind: 'day-off' })).toEqual({
    ok: false,
    refusal: 'same-as-published',
  })
  expect(await setCalendarDay(context, { ...saturday, source: ' ' })).toEqual({
    ok: false,
    refusal: 'source-missing',
  })
  done(await setCalendarDay(context, saturday))
  done(await setCalendarDay(context, { ...saturday, source: '市府办〔2031〕2号' }))
  expect(await listOverriddenDays(db, 2031)).toMatchObject([{ source: '市府办〔2031〕2号' }])
  const overrides = await listCalendarOverrides(db)
  expect(isWorkingDay('2031-03-01')).toBe(false)
  expect(isWorkingDay('2031-03-01', overrides)).toBe(true)
  done(await clearCalendarDay(context, { day: '2031-03-01' }))
  expect(await clearCalendarDay(context, { day: '2031-03-01' })).toEqual({
    ok: false,
    refusal: 'nothing-set',
  })
  expect(await listOverriddenDays(db, 2031)).toEqual([])
})
