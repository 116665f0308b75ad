import { randomFillSync } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Browser, type Page, chromium } from 'playwright'
import { DEMO_PASSWORD } from '#seeds/accounts.ts'
import { findChromium } from '#tests/browser.ts'

const MEBIBYTE = 1024 * 1024
const LOT = 'panjin-open-1'
const KINDS = ['精算意见书', '法律意见书', '总公司授权书', '其他材料']

type Report = (what: string, figure: string) => void

/**
 * A bid with 100 MiB of attachments, sealed and uploaded by headless Chromium and cut off
 * half-way. Ceilings of the same run: the browser's own SHA-256 over the same bytes, and as
 * many bytes sent to the same address without being kept.
 */
export async function benchSealing(base: string, report: Report): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongji-bench-files-'))
  const files = KINDS.map((kind) => makeFile(path.join(folder, `${kind}.pdf`), 25 * MEBIBYTE))
  const browser = await chromium.launch({
    executablePath: await findChromium(process.env.CHROMIUM_PATH),
  })
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(300_000)
    await signIn(page, base)
    await page.goto(`${base}/lots/${LOT}/bid/edit`)
    await fillIn(page)
    for (const [index, kind] of KINDS.entries())
      await page
        .getByLabel(kind)
        .first()
        .setInputFiles(files[index] ?? '')
    const ceiling = await measureCeilings(page)
    await page.getByText('已保存在本浏览器').waitFor()
    await page.getByRole('button', { name: '下一步：核对' }).click()
    await page.getByRole('button', { name: '密封投标文件' }).waitFor()
    const memory = await watchMemory(browser, page)

    const sealing = performance.now()
    await page.getByRole('button', { name: '密封投标文件' }).click()
    await page.getByRole('heading', { name: '上传与递交' }).waitFor()
    const sealed = performance.now() - sealing
    const sealedWith = await memory.stop()

    const stored: string[] = []
    page.on('response', (response) => {
      if (response.request().method() === 'PUT' && response.ok()) stored.push(response.url())
    })
    const uploading = performance.now()
    while (stored.length < 50) await page.waitForTimeout(20)
    const half = performance.now() - uploading
    await page.reload()
    const uploadMemory = await watchMemory(browser, page)
    await page.getByRole('button', { name: '继续上传' }).click()
    const going = performance.now()
    await page.getByRole('button', { name: /^递交/ }).waitFor()
    const uploaded = half + performance.now() - going
    const sentWith = await uploadMemory.stop()
    await page.getByRole('button', { name: /^递交/ }).click()
    await page.getByText('已递交（第').waitFor()

    report('sealing 100 MiB in the browser', against(sealed, ceiling.hash, 'the browser’s SHA-256'))
    report('renderer’s peak while sealing 100 MiB', sealedWith)
    report('uploading it by chunks', against(uploaded, ceiling.send, 'sending without storing'))
    report('renderer’s peak while uploading it', sentWith)
    const twice = stored.length - new Set(stored).size
    report('upload cut off half-way: chunks sent twice', `${twice} of ${stored.length} (target 0)`)
  } finally {
    await browser.close()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function makeFile(place: string, size: number): string {
  const content = randomFillSync(Buffer.alloc(size))
  content.write('%PDF-1.7\n')
  fs.writeFileSync(place, content)
  return place
}

async function signIn(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/account/sign-in`)
  await page.getByLabel('账号').fill('insurer1')
  await page.getByLabel('密码').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
}

async function fillIn(page: Page): Promise<void> {
  const typed = {
    报价: '6.5',
    盈利率: '3',
    亏损率: '2',
    专职人员: '20',
    其中具有医学背景: '8',
    每县服务网点: '2',
    年培训学时: '40',
  }
  for (const [label, value] of Object.entries(typed))
    await page.getByLabel(label, { exact: true }).fill(value)
  for (const [index, field] of (await page.getByLabel(/^第\d段/).all()).entries())
    await field.fill(String(75 + 5 * index))
}

/** How long the same bytes take without being sealed, and without being kept. */
async function measureCeilings(page: Page): Promise<{ hash: number; send: number }> {
  return page.evaluate(
    async ({ address, mebibyte }) => {
      const piece = new Uint8Array(mebibyte).map((_, index) => (index * 31) % 251)
      const hashing = performance.now()
      for (let count = 0; count < 100; count += 1) await crypto.subtle.digest('SHA-256', piece)
      const hash = performance.now() - hashing
      const sending = performance.now()
      let left = 100
      const lines = [1, 2, 3].map(async () => {
        for (left -= 1; left >= 0; left -= 1)
          await (await fetch(address, { method: 'PUT', body: new Blob([piece]) })).text()
      })
      await Promise.all(lines)
      return { hash, send: performance.now() - sending }
    },
    { address: `/lots/${LOT}/bid/uploads/none/chunks/0/0`, mebibyte: MEBIBYTE },
  )
}

function against(milliseconds: number, ceiling: number, what: string): string {
  const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`
  return `${seconds(milliseconds)} = ${(milliseconds / ceiling).toFixed(1)} × ${what} (${seconds(ceiling)})`
}

/** The renderer's resident memory from the kernel (VmHWM), and the JavaScript heap by sampling. */
async function watchMemory(browser: Browser, page: Page): Promise<{ stop: () => Promise<string> }> {
  const system = await browser.newBrowserCDPSession()
  const { processInfo } = await system.send('SystemInfo.getProcessInfo')
  const pids = processInfo.flatMap(({ type, id }) => (type === 'renderer' ? [id] : []))
  for (const pid of pids) fs.writeFileSync(`/proc/${pid}/clear_refs`, '5') // VmHWM starts again from now
  const before = highest(pids)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  let heap = 0
  const sampling = setInterval(() => {
    void session.send('Performance.getMetrics').then(
      ({ metrics }) => {
        const used = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0
        heap = Math.max(heap, used)
      },
      () => {}, // the page is being left
    )
  }, 100)
  return {
    async stop() {
      clearInterval(sampling)
      const peak = highest(pids)
      return `${inMebibytes(peak)}, ${inMebibytes(peak - before)} more than before (target under 100 MiB more); JS heap ${inMebibytes(heap)}`
    },
  }
}

function highest(pids: readonly number[]): number {
  return Math.max(
    ...pids.map((pid) => {
      const line = /VmHWM:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))
      return Number(line?.[1] ?? 0) * 1024
    }),
  )
}

function inMebibytes(bytes: number): string {
  return `${Math.round(bytes / MEBIBYTE)} MiB`
}
