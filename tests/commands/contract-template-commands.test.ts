import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { retireContractTemplate } from '#app/commands/retire-contract-template.server.ts'
import { saveContractTemplate } from '#app/commands/save-contract-template.server.ts'
import { checkTemplate } from '#app/domain/tender/check-template.ts'
import { type TemplateContent } from '#app/domain/tender/contract-template.ts'
import {
  findContractTemplate,
  listContractTemplates,
  listTemplatesInUse,
} from '#db/queries/contract-templates.server.ts'
import { test } from '#tests/db-test.ts'
import { done, startPurchase } from '#tests/factories/purchase.ts'

const content: TemplateContent = {
  termMonths: 36,
  profitRateCeiling: 30_000n,
  settlementRules: {
    basis: 'annual',
    cost: { treatment: 'actual-capped', capRate: 40_000n },
    surplusBands: [{ upTo: null, fundShare: 1_000_000n }],
    reserve: null,
    sharedCauses: 'policy',
    fundShareOfLoss: 500_000n,
    fundShareBeyond: 0n,
  },
  clauses: [{ title: '服务', text: '设立服务窗口' }],
  reviewItems: [{ id: 'compliance-1', stage: 'compliance', text: '★', essential: true }],
}

const buildTemplate = (overrides: Partial<TemplateContent> = {}) => ({
  id: randomUUID(),
  basedOn: null,
  name: `范本 ${randomUUID()}`,
  province: '四川',
  document: '川医保发〔2026〕1号',
  issuedOn: '2026-01-01' as const,
  content: { ...content, ...overrides },
})

test('a template comes back as it was written, and a changed one is based on what was seen', async ({
  db,
}) => {
  const context = (await startPurchase(db)).as('officer')
  const later = (await startPurchase(db)).as('officer', new Date('2026-03-20T11:00:00+08:00'))
  const template = buildTemplate()
  const { savedAt } = done(await saveContractTemplate(context, template))
  expect(await findContractTemplate(db, template.id)).toMatchObject({ content, retiredAt: null })
  const changed = { ...template, basedOn: savedAt, province: '重庆' }
  done(await saveContractTemplate(later, changed))
  for (const basedOn of [null, savedAt]) {
    expect(await saveContractTemplate(later, { ...changed, basedOn })).toEqual({
      ok: false,
      refusal: 'changed-meanwhile',
    })
  }
  const other = { ...buildTemplate(), name: template.name }
  expect(await saveContractTemplate(context, other)).toEqual({ ok: false, refusal: 'name-taken' })
  const third = buildTemplate()
  const thirdSaved = done(await saveContractTemplate(context, third)).savedAt
  expect(
    await saveContractTemplate(later, { ...third, basedOn: thirdSaved, name: template.name }),
  ).toEqual({ ok: false, refusal: 'name-taken' })
})

test('a template keeps the rules of a contract, and the rule is quoted', async ({ db }) => {
  const context = (await startPurchase(db)).as('officer')
  const bad = { ...content, termMonths: 35, clauses: [] }
  expect(checkTemplate({ ...content, termMonths: 36 }, '2026-03-20')).toEqual([])
  expect(
    checkTemplate(
      { ...bad, settlementRules: { ...content.settlementRules, surplusBands: [] } },
      '2026-03-20',
    ),
  ).toMatchObject([
    { problem: 'term-too-short', rule: { source: expect.stringContaining('57号') } },
    { problem: 'settlement-rules-unusable', path: 'surplusBands' },
    { problem: 'no-clauses' },
  ])
  expect(await saveContractTemplate(context, buildTemplate(bad))).toEqual({
    ok: false,
    refusal: 'breaks-a-rule',
  })
})

test('a retired template is shown and not used', async ({ db }) => {
  const context = (await startPurchase(db)).as('officer')
  const template = buildTemplate()
  const { id, name } = template
  expect(await retireContractTemplate(context, { id })).toEqual({ ok: false, refusal: 'not-found' })
  const { savedAt } = done(await saveContractTemplate(context, template))
  expect((await listTemplatesInUse(db)).some((item) => item.id === id)).toBe(true)
  done(await retireContractTemplate(context, { id }))
  expect(await retireContractTemplate(context, { id })).toEqual({
    ok: false,
    refusal: 'already-retired',
  })
  expect(await saveContractTemplate(context, { ...template, basedOn: savedAt })).toEqual({
    ok: false,
    refusal: 'retired',
  })
  expect((await listTemplatesInUse(db)).some((item) => item.id === id)).toBe(false)
  const page = { limit: 10, offset: 0 }
  expect((await listContractTemplates(db, { search: name, state: 'retired' }, page)).total).toBe(1)
  expect((await listContractTemplates(db, { search: name, state: 'in-use' }, page)).total).toBe(0)
})
