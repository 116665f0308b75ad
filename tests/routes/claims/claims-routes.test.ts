import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { beforeAll, expect, inject } from 'vitest'
import { CLAIM_COLUMNS } from '#app/domain/claims/claim-column.ts'
import { test } from '#tests/db-test.ts'
import { insertAttempt, insertImport, insertOutcome } from '#tests/factories/claims-import.ts'
import { type Purchase, signContract, startPurchase } from '#tests/factories/purchase.ts'
import { sessionCookieOf } from '#tests/session-cookie.ts'

// The portal's own pool and sessions are made when first imported, on the address in the environment.
beforeAll(() => {
  process.env.DATABASE_URL = inject('databaseUrl')
  process.env.PSEUDONYM_KEY = 'ab'.repeat(32)
})

const IDENTITY = '11010519491231002X'

/** A claims file of the first year; each row may be changed. */
function claimsFile(...rows: Partial<Record<(typeof CLAIM_COLUMNS)[number], string>>[]): string {
  const lines = rows.map((change, index) => {
    const row = {
      claim_id: `J${index + 1}`,
      person_id: `P${index + 1}`,
      visit_date: '2026-09-01',
      category: '',
      place: '',
      eligible_expense: '1000.00',
      total_cost: '2000.00',
      self_funded: '200.00',
      basic_paid: '800.00',
      basic_paid_baseline: '',
      newly_covered: '',
      paid: '300.00',
      ...change,
    }
    return CLAIM_COLUMNS.map((column) => row[column]).join(',')
  })
  return [CLAIM_COLUMNS.join(','), ...lines, ''].join('\n')
}

function buildForm(file: string | undefined, fields: Record<string, string> = {}): FormData {
  const form = new FormData()
  const whole = { attemptId: randomUUID(), reference: '2026-09', ...fields }
  for (const [name, value] of Object.entries(whole)) form.append(name, value)
  if (file !== undefined) form.append('file', new File([file], '九月=明细;1.csv'))
  return form
}

type Route = (args: ActionFunctionArgs | LoaderFunctionArgs) => Promise<unknown>

/** What a route gives a person; thrown answers too. */
async function ask(
  route: Route,
  { purchase, who, ...params }: { purchase: Purchase; who: string } & Record<string, unknown>,
  { body, query = '' }: { body?: FormData; query?: string } = {},
): Promise<unknown> {
  const Cookie = await sessionCookieOf(purchase.userId(who))
  const request = new Request(`http://localhost/${query}`, {
    ...(body ? { method: 'POST', body } : {}),
    headers: { Cookie },
  })
  const yearId = `${purchase.contractId}-1`
  const args = {
    request,
    params: { yearId, ...(params as Record<string, string>) },
    context: { cspNonce: '', scripts: [] },
  }
  return route(args).catch((thrown: unknown) => thrown)
}

const statusOf = (answer: unknown) => (answer instanceof Response ? answer.status : answer)

async function signedPurchase(pool: Purchase['db']): Promise<Purchase> {
  const purchase = await startPurchase(pool)
  await signContract(purchase)
  return purchase
}

test('a file goes in by the page, once, and every figure can be opened down to the row', async ({
  pool,
}) => {
  const purchase = await signedPurchase(pool)
  const finance = { purchase, who: 'finance1' }
  const create = await import('#app/routes/claims/new.tsx')
  const attempt = await import('#app/routes/claims/attempt.tsx')
  const list = await import('#app/routes/claims/claims.tsx')
  const rows = await import('#app/routes/claims/rows.tsx')
  const file = claimsFile({ person_id: IDENTITY }, {}, { person_id: IDENTITY })
  const stated = { rows: '3', persons: '2', eligibleExpense: '3,000', paid: '900.00' }

  const form = buildForm(file, stated)
  const sent = (await ask(create.action, finance, { body: form })) as Response
  const address = `/contract-years/${purchase.contractId}-1/claims/${String(form.get('attemptId'))}`
  expect([sent.status, sent.headers.get('Location')]).toEqual([302, address])
  const attemptId = String(form.get('attemptId'))
  expect(await ask(attempt.loader, { ...finance, attemptId })).toMatchObject({
    attempt: {
      state: 'ended',
      outcome: 'taken',
      importNumber: 1,
      counted: { rows: 3, persons: 2 },
    },
    file: { number: 1 },
    mayReverse: true,
    findings: [],
  })
  for (const who of ['finance1', 'fund', 'auditor'])
    expect(await ask(list.loader, { purchase, who })).toMatchObject({
      mayImport: who === 'finance1',
      standing: 1,
      totals: { rows: 3, paid: 90_000n },
      files: { total: 1, items: [{ number: 1, reference: '2026-09', takerName: 'finance1' }] },
    })
  const found = await ask(rows.loader, finance, { query: '?file=1&month=2026-09' })
  expect(found).toMatchObject({ total: 3, items: [{ claimId: 'J1', paid: 30_000n }, {}, {}] })
  expect(JSON.stringify(found)).not.toContain(IDENTITY)
  expect(await ask(rows.loader, finance, { query: '?month=2026-10' })).toMatchObject({ total: 0 })
  expect(statusOf(await ask(rows.loader, finance, { query: '?file=2' }))).toBe(404)

  const again = buildForm(file)
  await ask(create.action, finance, { body: again })
  const repeated = { ...finance, attemptId: String(again.get('attemptId')) }
  expect(await ask(attempt.loader, repeated)).toMatchObject({
    attempt: { state: 'ended', outcome: 'already-taken', importNumber: null },
    mayReverse: false,
  })
  expect(await ask(create.action, finance, { body: buildForm(file) })).toMatchObject({
    status: 302,
  })
})

test('a file with bad rows or other totals takes nothing in and says why, without a value', async ({
  pool,
}) => {
  const purchase = await signedPurchase(pool)
  const finance = { purchase, who: 'finance1' }
  const { action } = await import('#app/routes/claims/upload.ts')
  const attempt = await import('#app/routes/claims/attempt.tsx')
  const progress = await import('#app/routes/claims/progress.ts')
  const report = await import('#app/routes/claims/findings-csv.ts')
  const list = await import('#app/routes/claims/claims.tsx')
  const wrong = IDENTITY.replace('X', '1')
  const bad = claimsFile({ person_id: wrong, paid: '=1+1' }, { visit_date: '2026-06-30' })

  const sent = (await ask(action, finance, { body: buildForm(bad) })) as Response
  expect(sent.status).toBe(200)
  const { attemptId } = (await sent.json()) as { attemptId: string }
  expect(await ask(attempt.loader, { ...finance, attemptId })).toMatchObject({
    attempt: { outcome: 'bad-rows', findingCount: 3 },
    findings: [
      { rowNumber: 2, field: 'person_id', reason: 'wrong-check-digit' },
      { rowNumber: 2, field: 'paid', reason: 'not-an-amount' },
      { rowNumber: 3, field: 'visit_date', reason: 'outside-year' },
    ],
    kinds: [{ rows: 1 }, { rows: 1 }, { rows: 1 }],
  })
  const answer = (await ask(progress.loader, { ...finance, attemptId })) as Response
  expect(await answer.json()).toMatchObject({ state: 'ended' })
  const csv = (await ask(report.loader, { ...finance, attemptId })) as Response
  const text = Buffer.from(await csv.arrayBuffer()).toString()
  expect(text.split('\r\n')).toEqual([
    '\uFEFF行号,列,原因',
    '2,人员标识（person_id）,公民身份号码的校验码不对',
    '2,大病赔付（paid）,应为金额（元），不带千分位逗号',
    '3,就诊日期（visit_date）,不在本合同年度内',
    '',
  ])

  const short = buildForm(claimsFile({}), { rows: '2', paid: '300' })
  await ask(action, finance, { body: short })
  expect(
    await ask(attempt.loader, { ...finance, attemptId: String(short.get('attemptId')) }),
  ).toMatchObject({
    attempt: { outcome: 'totals-differ', stated: { rows: 2, paid: 30_000n }, counted: { rows: 1 } },
  })
  expect(await ask(list.loader, finance)).toMatchObject({
    standing: 0,
    files: { total: 0 },
    attemptCount: 2,
    attempts: [{ outcome: 'totals-differ' }, { outcome: 'bad-rows' }],
  })
})

test('a form that is not filled in keeps what was typed, with its errors at the fields', async ({
  pool,
}) => {
  const purchase = await signedPurchase(pool)
  const finance = { purchase, who: 'finance1' }
  const create = await import('#app/routes/claims/new.tsx')
  const upload = await import('#app/routes/claims/upload.ts')
  const fields = { reference: `批次 ${IDENTITY}`, rows: 'drei', paid: '12.345' }
  expect(await ask(create.action, finance, { body: buildForm(undefined, fields) })).toMatchObject({
    init: { status: 400 },
    data: {
      errors: {
        reference: '批次号中不能出现公民身份号码',
        rows: '行数应为整数',
        paid: '大病赔付合计应为金额（元），最多两位小数',
        file: '请选择赔付明细文件',
      },
      values: { rows: ['drei'], paid: ['12.345'] },
    },
  })
  const empty = (await ask(upload.action, finance, { body: new FormData() })) as Response
  expect(empty.status).toBe(400)
})

test('only the contract’s own insurer imports and reverses, and only its parties and auditors see', async ({
  pool,
}) => {
  const purchase = await signedPurchase(pool)
  const { attemptId } = await insertImport(purchase)
  const pages = {
    list: await import('#app/routes/claims/claims.tsx'),
    rows: await import('#app/routes/claims/rows.tsx'),
    attempt: await import('#app/routes/claims/attempt.tsx'),
    attempts: await import('#app/routes/claims/attempts.tsx'),
    progress: await import('#app/routes/claims/progress.ts'),
    report: await import('#app/routes/claims/findings-csv.ts'),
    xlsx: await import('#app/routes/claims/files-xlsx.ts'),
    csv: await import('#app/routes/claims/files-csv.ts'),
  }
  const create = await import('#app/routes/claims/new.tsx')
  const reverse = await import('#app/routes/claims/reverse.tsx')
  for (const [name, { loader }] of Object.entries(pages))
    for (const [who, status] of [
      ['finance2', 404],
      ['bidder1', 403],
      ['officer', 403],
    ] as const)
      expect([name, who, statusOf(await ask(loader, { purchase, who, attemptId }))]).toEqual([
        name,
        who,
        status,
      ])
  for (const page of [create, reverse])
    for (const [who, status] of [
      ['finance2', 404],
      ['fund', 403],
      ['auditor', 403],
    ] as const)
      expect(statusOf(await ask(page.loader, { purchase, who, attemptId }))).toBe(status)
  const form = () => ({ body: buildForm(claimsFile({})) })
  expect(statusOf(await ask(create.action, { purchase, who: 'fund' }, form()))).toBe(403)
  expect(statusOf(await ask(create.action, { purchase, who: 'finance2' }, form()))).toBe(404)
  const words = new FormData()
  words.append('reason', '有误')
  words.append('document', '函')
  const reversal = { body: words }
  const as = (who: string) => ({ purchase, who, attemptId })
  expect(statusOf(await ask(reverse.action, as('fund'), reversal))).toBe(403)
  expect(statusOf(await ask(reverse.action, as('finance2'), { body: words }))).toBe(404)
  expect(statusOf(await ask(reverse.action, as('finance1'), { body: words }))).toBe(302)
  expect(await ask(reverse.action, as('finance1'), { body: words })).toMatchObject({
    init: { status: 409 },
    data: { errors: { root: '这份文件已经冲回' } },
  })
  expect(await ask(pages.rows.loader, as('auditor'), { query: '?file=1' })).toMatchObject({
    reversed: true,
    total: 2,
  })
  const csv = (await ask(pages.csv.loader, as('fund'))) as Response
  expect(await csv.text()).toContain('1,批次-1,已冲回,2,2,')
  expect(statusOf(await ask(pages.xlsx.loader, as('fund')))).toBe(200)
})

test('a sending that died is told from one that goes on', async ({ pool }) => {
  const purchase = await signedPurchase(pool)
  const { loader } = await import('#app/routes/claims/attempts.tsx')
  const now = Date.now()
  const ago = (seconds: number) => new Date(now - seconds * 1000)
  const progress = (seconds: number) => ({
    stage: 'checking' as const,
    rows: 10,
    updatedAt: ago(seconds),
  })
  await insertAttempt(purchase, { at: ago(600), reference: 'died', progress: progress(125) })
  await insertAttempt(purchase, { at: ago(500), reference: 'going on', progress: progress(60) })
  await insertAttempt(purchase, { at: ago(400), reference: 'silent' })
  const { attemptId } = await insertAttempt(purchase, { at: ago(300), reference: 'cut' })
  await insertOutcome(purchase, { attemptId, outcome: 'refused', reason: 'interrupted' })
  await insertAttempt(purchase, { at: ago(5), reference: 'fresh' })
  expect(await ask(loader, { purchase, who: 'fund' })).toMatchObject({
    total: 5,
    attempts: [
      { reference: 'fresh', state: 'running' },
      { reference: 'cut', state: 'ended', reason: 'interrupted' },
      { reference: 'silent', state: 'died' },
      { reference: 'going on', state: 'running', rows: 10 },
      { reference: 'died', state: 'died' },
    ],
  })
})
