import { expect, test } from 'vitest'
import {
  type Block,
  type PortalDocument,
  heading,
  numberedSections,
  paragraphs,
  runningTitle,
  table,
} from '#app/documents/document.ts'
import { renderDocx } from '#app/documents/render-docx.server.ts'
import { renderPdf } from '#app/documents/render-pdf.server.ts'
import { readPdf } from './read-pdf.ts'
import { readZip } from './read-zip.ts'

function buildPaper(blocks: readonly Block[], overrides: Partial<PortalDocument> = {}) {
  return {
    fileName: '文件',
    title: '文件',
    subtitle: '机关',
    number: '编号：1',
    dated: new Date('2026-03-02T01:00:00Z'),
    cover: [],
    blocks,
    ...overrides,
  } satisfies PortalDocument
}

async function glyphsOf(paper: PortalDocument): Promise<number[][]> {
  return readPdf(await renderPdf(paper)).glyphs
}

test('a row higher than a page is drawn to its end', async () => {
  const paper = (text: string) => buildPaper([table('', [['甲', 1]], [[text]])])
  const long = await glyphsOf(paper('丁'.repeat(5_000)))
  const short = await glyphsOf(paper('丁'))
  expect(long.length).toBeGreaterThan(1)
  expect(long.flat().length).toBeGreaterThanOrEqual(short.flat().length + 4_999)
})

test('the head of a table stands on every page that it reaches', async () => {
  const rows = Array.from({ length: 120 }, () => ['行'])
  const pages = await glyphsOf(buildPaper([table('表名', [['表头文字', 1]], rows)]))
  expect(pages.length).toBeGreaterThan(2)
  const title = '文件机关编号：1'.length
  const everyPage = '文件　编号：1表名表头文字第 1 页 共 4 页'.length
  const drawn = pages.reduce((sum, page) => sum + page.length, 0)
  expect(drawn).toBe(title + rows.length + pages.length * everyPage + 1) // and the blank below the title
})

test('a heading never stands alone at the foot of a page', async () => {
  const heads = '文件　编号：1标题甲乙第 2 页 共 2 页'.length
  let turned = 0
  for (let lines = 17; lines < 24; lines += 1) {
    const before = Array.from({ length: lines }, () => paragraphs('一行文字')).flat()
    const alone = await glyphsOf(buildPaper(before))
    const paper = buildPaper([...before, heading('标题'), table('', [['甲', 1]], [['乙']])])
    const followed = await glyphsOf(paper)
    if (followed.length === alone.length) continue
    turned += 1
    expect(followed.at(-1)).toHaveLength(heads)
  }
  expect(turned).toBeGreaterThan(0)
})

test('a Word table repeats its head and keeps its rows whole', async () => {
  const paper = buildPaper([
    table(
      '名称',
      [
        ['甲', 1],
        ['乙', 2],
      ],
      [['一', '二']],
    ),
  ])
  const body = readZip(await renderDocx(paper)).get('word/document.xml') ?? ''
  expect(body).toContain('<w:tblHeader/>')
  expect(body.match(/<w:cantSplit\/>/g)).toHaveLength(2)
  expect(body.match(/w:w="(\d+)"/g)?.length).toBeGreaterThan(0)
})

test('characters that no XML file may hold do not damage a Word document', async () => {
  const zip = readZip(
    await renderDocx(buildPaper(paragraphs('前\u0001后\uD800<&>'), { title: '题\u0002' })),
  )
  expect(zip.get('word/document.xml')).toContain('前后&lt;&amp;&gt;')
  expect(zip.get('docProps/core.xml')).not.toContain('\u0002')
})

test('sections are numbered in Chinese, and those without content left out', () => {
  const blocks = numberedSections([
    { title: '甲', blocks: paragraphs('一') },
    { title: '乙', blocks: [] },
    ...Array.from({ length: 10 }, () => ({ title: '丙', blocks: paragraphs('一') })),
  ])
  const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))
  expect(headings).toEqual([
    '一、甲',
    ...['二', '三', '四', '五', '六', '七', '八', '九', '十', '十一'].map((n) => `${n}、丙`),
  ])
})

test('a long title is cut so that the running head takes one line', () => {
  const paper = buildPaper([], {
    fileName: `${'达'.repeat(100)}招标文件（第2版）`,
    number: '项目编号：511701202600123',
  })
  expect(runningTitle(paper)).toMatch(/^达{20,30}…达招标文件（第2版）　项目编号：511701202600123$/)
})
