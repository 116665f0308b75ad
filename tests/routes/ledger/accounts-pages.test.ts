import { randomUUID } from 'node:crypto'
import readXlsxFile from 'read-excel-file/node'
import { beforeAll, expect, inject } from 'vitest'
import { test } from '#tests/db-test.ts'
import { recordCost, setReserve, startYears, transfer } from '#tests/factories/accounts.ts'
import { type Purchase, done } from '#tests/factories/purchase.ts'
import { type Portal, loadPortal } from '#tests/routes/portal.ts'
import { sessionCookieOf } from '#tests/session-cookie.ts'
import { yuan } from '#tests/yuan.ts'

let portal: Portal

beforeAll(async () => {
  process.env.DATABASE_URL = inject('databaseUrl')
  portal = await loadPortal()
}, 120_000)

async function visit(
  purchase: Purchase,
  who: string,
  address: string,
  form?: Record<string, string>,
): Promise<Response> {
  const url = `http://localhost/contract-years/${purchase.contractId}-1/accounts${address}`
  const headers = { Cookie: await sessionCookieOf(purchase.userId(who)) }
  return portal(
    form
      ? new Request(url, { method: 'POST', headers, body: new URLSearchParams(form) })
      : new Request(url, { headers }),
  )
}

test('the accounts of a year are for its two parties and the auditor: every page opens, and says what was booked', async ({
  pool,
}) => {
  const purchase = await startYears(pool)
  const costId = randomUUID()
  done(await recordCost(purchase, { costId }))
  done(await setReserve(purchase))
  done(await transfer(purchase))
  const pages: [string, string][] = [
    ['', '收入户存款期末余额为负'],
    ['?period=month-4', '1,000.00'],
    ['/book/payout-account', '收入户划转支出户'],
    ['/entries', '列支费用'],
    ['/entries/3', '专属费用'],
    ['/costs', '人员薪酬'],
    [`/costs/${costId}`, '工资表'],
    ['/reserves', '链梯法'],
    ['/transfers', '回单'],
  ]
  for (const [address, says] of pages) {
    for (const who of ['finance1', 'fund', 'auditor']) {
      const page = await visit(purchase, who, address)
      expect([address, page.status]).toEqual([address, 200])
      expect(await page.text()).toContain(says)
    }
    expect((await visit(purchase, 'finance2', address)).status).toBe(404)
    expect((await visit(purchase, 'bidder1', address)).status).toBe(403)
  }
  for (const unknown of ['?period=month-13', '/book/no-such', '/entries/99', '/costs/no-such'])
    expect((await visit(purchase, 'auditor', unknown)).status).toBe(404)
})

test('a cost form answers at its field and keeps what was typed; a good one is booked once', async ({
  pool,
}) => {
  const purchase = await startYears(pool)
  const form = {
    costId: randomUUID(),
    category: 'office',
    incurredOn: '2026-08-01',
    document: '分摊表',
    total: '1000',
    basis: 'premium',
    part: '4',
    whole: '3',
  }
  const refused = await visit(purchase, 'finance1', '/costs/shared', form)
  expect(refused.status).toBe(409)
  const text = await refused.text()
  expect(text).toContain('本合同的基础数不能超过全部业务的基础数')
  expect(text).toContain('value="分摊表"')
  expect((await visit(purchase, 'finance1', '/costs/shared', { ...form, part: '' })).status).toBe(
    400,
  )
  expect((await visit(purchase, 'fund', '/costs/shared', { ...form, part: '1' })).status).toBe(403)
  expect((await visit(purchase, 'finance1', '/costs/shared', { ...form, part: '1' })).status).toBe(
    302,
  )
  expect((await visit(purchase, 'finance1', '/costs/shared', { ...form, part: '1' })).status).toBe(
    409,
  )
})

test('statements and entries are saved as workbooks with the same figures', async ({ pool }) => {
  const purchase = await startYears(pool)
  done(await recordCost(purchase))
  const sheet = async (file: string) => {
    const response = await visit(purchase, 'auditor', file)
    return JSON.stringify(await readXlsxFile(Buffer.from(await response.arrayBuffer())))
  }
  const statements = await sheet('/statements.xlsx?period=quarter-2')
  expect(statements).toContain('专属费用')
  expect(statements).toContain(String(Number(yuan('1000')) / 100))
  expect(await sheet('/entries.xlsx')).toContain('工资表')
})
