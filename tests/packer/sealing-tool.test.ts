import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Download, type Page, chromium } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '#tests/browser.ts'
import { buildSealedLog, buildStatement, sign, signer } from '#tests/factories/sealed-log.ts'
import { buildTenderTerms } from '#tests/factories/tender-terms.ts'
import {
  type SealingParameters,
  writeSealingParameters,
} from '#app/components/bid-composer/sealing-parameters.ts'
import { buildPacker } from '#app/packer/build-packer.ts'
import { chunksOf, readEnvelopeFile } from '#app/sealing/envelope-file.ts'
import { checkTarget } from '#app/sealing/envelope-header.ts'
import { sha256Hex } from '#app/sealing/hash.ts'
import { combineShares, openBidText, openShare } from '#app/sealing/open-envelope.ts'
import { writeReceipt } from '#app/sealing/receipt.ts'
import { writeSealedLogFile } from '#app/sealing/sealed-log-file.ts'
import { makeSealingKey, readKeyFile, unlockKey } from '#app/sealing/sealing-key.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongji-packer-'))
const browser = await chromium.launch({
  executablePath: await findChromium(process.env.CHROMIUM_PATH),
})
let built: string

beforeAll(async () => {
  built = await buildPacker(ROOT)
  fs.writeFileSync(path.join(folder, 'tool.html'), built)
}, 180_000)

afterAll(async () => {
  await browser.close()
  fs.rmSync(folder, { recursive: true })
})

/** The tool from the disk, as its user opens it; a breach of its own policy fails the test. */
async function openTool(): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.newContext()).newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(request.url())
  })
  await page.goto(pathToFileURL(path.join(folder, 'tool.html')).href)
  return { page, complaints }
}

async function saved(download: Download): Promise<Buffer> {
  return fs.readFileSync(await download.path())
}

function fileOf(name: string, content: string) {
  return { name, mimeType: 'application/json', buffer: Buffer.from(content) }
}

async function axeProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

test('the same tree gives the same tool, byte for byte', async () => {
  expect(await buildPacker(ROOT)).toBe(built)
}, 180_000)

test('the tool may load and connect to nothing', () => {
  expect(built).toContain(`default-src 'none'`)
  expect(built).toContain(`connect-src 'none'`)
  expect(built.match(/<\/script/g)).toHaveLength(1)
  expect(built).not.toMatch(/<link(?! rel="icon" href="data:,")/)
})

test('a bid sealed from the disk opens with the shares of two officers', async () => {
  const officers = await Promise.all([makeSealingKey(), makeSealingKey(), makeSealingKey()])
  const bidder = await makeSealingKey()
  const sealing = buildParameters(
    officers.map(({ recipient }) => recipient),
    bidder.recipient,
  )
  const { page, complaints } = await openTool()
  await page
    .getByLabel('密封参数文件')
    .setInputFiles(fileOf('sealing.json', writeSealingParameters(sealing)))
  await page.getByRole('heading', { name: sealing.tenderTitle }).waitFor()
  expect(await axeProblems(page)).toEqual([])
  await fillBid(page, sealing)
  await page.getByRole('button', { name: '下一步：核对' }).click()
  await page.getByRole('button', { name: '密封投标文件' }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: '保存密封件' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toMatch(/^密封件-[0-9a-f]{8}\.gongji-bid$/)
  expect(await axeProblems(page)).toEqual([])
  expect(complaints).toEqual([])

  const packed = await readEnvelopeFile(new Blob([new Uint8Array(await saved(download))]))
  if (!packed.ok) throw new Error(packed.refusal)
  const { header, parsed } = packed.value
  await page.getByText(await sha256Hex(header)).waitFor()
  expect(checkTarget(parsed, sealing.target)).toEqual({ ok: true, value: undefined })
  const shares = await Promise.all(
    [0, 2].map((position) => openShare(parsed, position, officers[position]?.identity ?? '')),
  )
  const key = await combineShares(
    parsed,
    shares.flatMap((share) => (share.ok ? [share.value] : [])),
  )
  for await (const { file, bytes } of chunksOf(packed.value)) {
    if (file !== 0) continue
    const bid = await openBidText(parsed, key ?? '', bytes)
    expect(bid).toMatchObject({
      ok: true,
      value: { price: sealing.lot.priceCeiling, servicePromises: '24小时热线' },
    })
  }
  await page.context().close()
}, 120_000)

test('a key made in the tool opens from the file that it saved', async () => {
  const { page, complaints } = await openTool()
  await page.getByRole('tab', { name: '密封投标' }).press('ArrowRight')
  await expect
    .poll(() => page.getByRole('tab', { name: '生成密钥' }).getAttribute('aria-selected'))
    .toBe('true')
  expect(await axeProblems(page)).toEqual([])
  await page.getByLabel('持有人').fill('某保险公司')
  await page.getByLabel('口令', { exact: true }).fill('four unrelated words')
  await page.getByLabel('再次填写口令').fill('four unrelated words')
  await page.getByRole('button', { name: '生成密钥' }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: '保存密钥文件' }).click()
  const text = String(await saved(await saving))
  await page.getByLabel('密钥文件', { exact: true }).setInputFiles(fileOf('key.json', text))
  await page.getByLabel('口令', { exact: true }).fill('four unrelated words')
  await page.getByRole('button', { name: '试用密钥文件' }).click()
  await page.getByText('密钥文件打得开').waitFor()
  expect(complaints).toEqual([])
  const file = readKeyFile(text)
  if (!file.ok) throw new Error(file.refusal)
  expect(file.value.holder).toBe('某保险公司')
  expect(await unlockKey(file.value, 'four unrelated words')).toMatchObject({ ok: true })
  await page.context().close()
}, 120_000)

test('receipts and sealed logs are checked in the tool', async () => {
  const { page, complaints } = await openTool()
  const receipt = writeReceipt(sign(buildStatement()))
  await page.getByRole('tab', { name: '核对回执' }).click()
  await page.getByLabel('回执文件').setInputFiles(fileOf('receipt.json', receipt))
  await page.getByText('签名有效').waitFor()
  await page.getByText(signer.publicKey).waitFor()
  await page.getByText('2026年3月1日 10:03:04.567').waitFor()
  expect(await axeProblems(page)).toEqual([])
  await page
    .getByLabel('回执文件')
    .setInputFiles(fileOf('receipt.json', receipt.replace('.567Z', '.568Z')))
  await page.getByText('签名与内容不符').waitFor()

  const log = await buildSealedLog()
  await page.getByRole('tab', { name: '核对密封日志' }).click()
  await page
    .getByLabel('密封日志文件')
    .setInputFiles(fileOf('sealed-log.json', writeSealedLogFile(log)))
  await page.getByText('由其前 3 条重算一致').waitFor()
  await page.getByLabel('本公司的回执').setInputFiles(fileOf('receipt.json', receipt))
  await page.getByText('回执 receipt.json 是日志第 1 条').waitFor()
  expect(await axeProblems(page)).toEqual([])
  const shorter = { ...log, entries: log.entries.slice(1) }
  await page
    .getByLabel('密封日志文件')
    .setInputFiles(fileOf('sealed-log.json', writeSealedLogFile(shorter)))
  await page.getByText('日志中没有回执 receipt.json').waitFor()
  expect(complaints).toEqual([])
  await page.context().close()
}, 120_000)

function buildParameters(holders: string[], bidderRecipient: string): SealingParameters {
  const { benefitTerms, profitRateCeiling } = buildTenderTerms()
  return {
    format: 'gongji-sealing-parameters/1',
    tenderTitle: '某市2027年大病保险',
    bidderName: '某保险公司',
    bidDeadline: new Date('2027-01-05T01:00:00Z'),
    lot: {
      number: 1,
      name: '第一采购包',
      bidBasis: 'premium-per-head',
      priceCeiling: 8_500n,
      priceFloor: null,
    },
    terms: { benefitTerms: { tiers: benefitTerms.tiers }, profitRateCeiling },
    target: {
      tenderId: 'tender',
      lotId: 'lot',
      tenderVersion: 2,
      bidderId: 'bidder',
      threshold: 2,
      holders,
      bidderRecipient,
    },
    holders: holders.map((recipient, index) => ({
      name: `开标人员${index + 1}`,
      organisationName: `机构${index + 1}`,
      recipient,
    })),
  }
}

async function fillBid(page: Page, { terms }: SealingParameters): Promise<void> {
  await page.getByLabel('报价').fill('85.00')
  await page.getByLabel('盈利率').fill('1')
  await page.getByLabel('亏损率').fill('1')
  for (const index of terms.benefitTerms.tiers.keys())
    await page.getByLabel(new RegExp(`^第${index + 1}段`)).fill('100')
  await page.getByLabel('专职人员').fill('20')
  await page.getByLabel('其中具有医学背景').fill('10')
  await page.getByLabel('每县服务网点').fill('3')
  await page.getByLabel('年培训学时').fill('40')
  await page.getByLabel('服务承诺').fill('24小时热线')
  const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_500_000)])
  for (const label of ['精算意见书', '法律意见书', '总公司授权书']) {
    await page
      .getByLabel(label, { exact: true })
      .setInputFiles({ name: `${label}.pdf`, mimeType: 'application/pdf', buffer: pdf })
  }
}
