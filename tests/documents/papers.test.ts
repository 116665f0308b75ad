import { expect } from 'vitest'
import { bidProblemText } from '#app/components/bid-composer/bid-problem-text.ts'
import { buildAwardNotice } from '#app/documents/award-notice.ts'
import { buildBiddingDocuments } from '#app/documents/bidding-documents.ts'
import { buildContractDocument } from '#app/documents/contract.ts'
import { type PortalDocument } from '#app/documents/document.ts'
import { buildEvaluationReport } from '#app/documents/evaluation-report.ts'
import { buildOpeningRecord } from '#app/documents/opening-record.ts'
import { renderDocx } from '#app/documents/render-docx.server.ts'
import { renderPdf } from '#app/documents/render-pdf.server.ts'
import { buildTenderNotice } from '#app/documents/tender-notice.ts'
import { findSignedContract } from '#db/queries/contracts.server.ts'
import {
  findAwardNoticeSource,
  findContractPaperSource,
  findEvaluationReportSource,
  findOpeningRecordSource,
  findTenderPaperSource,
} from '#db/queries/document-sources.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'
import { type Db } from '#tests/db-test.ts'
import { PUBLICATION, type Purchase } from '#tests/factories/purchase.ts'
import { readPdf } from './read-pdf.ts'
import { readZip } from './read-zip.ts'
import { test } from '#tests/starting-points.ts'

test('every paper of a purchase opens in both formats, with its glyphs embedded and none a box', async ({
  signed: purchase,
}) => {
  const { db } = purchase
  for (const paper of Object.values(await papersOf(db, purchase))) {
    const pdf = readPdf(await renderPdf(paper))
    expect(pdf.fontNames.toSorted()).toEqual([
      expect.stringMatching(/^[A-Z]{6}\+NotoSansSC-Bold$/),
      expect.stringMatching(/^[A-Z]{6}\+NotoSansSC-Regular$/),
    ])
    expect(pdf.glyphs).toHaveLength(pdf.pages)
    expect(pdf.glyphs.flat().length).toBeGreaterThan(200)
    expect(pdf.glyphs.flat()).not.toContain(0)
    const characters = new Set(JSON.stringify(paper.blocks).match(/\p{Script=Han}/gu))
    expect(pdf.outlines[0] ?? 0).toBeGreaterThan(0)
    expect(sumOf(pdf.outlines)).toBeGreaterThanOrEqual(characters.size)

    const docx = readZip(await renderDocx(paper))
    const body = docx.get('word/document.xml') ?? ''
    expect(body).toContain(paper.title)
    expect(docx.get('word/styles.xml')).toContain('w:eastAsia="仿宋"')
    expect(docx.get('word/styles.xml')).toContain('w:eastAsia="zh-CN"')
    expect([...docx.values()].join('')).toContain('NUMPAGES')
  }
})

test('the same paper is the same bytes, whenever it is drawn', async ({ signed: purchase }) => {
  const { db } = purchase
  const { report } = await papersOf(db, purchase)
  const first = { pdf: await renderPdf(report), docx: await renderDocx(report) }
  await new Promise((resolve) => setTimeout(resolve, 2_100)) // a zip counts time in steps of two seconds
  expect(Buffer.compare(await renderPdf(report), first.pdf)).toBe(0)
  expect(Buffer.compare(await renderDocx(report), first.docx)).toBe(0)
})

test('the papers say what the purchase came to', async ({ signed: purchase }) => {
  const { db } = purchase
  const papers = await papersOf(db, purchase)
  const text = (paper: PortalDocument) => JSON.stringify(paper)
  expect(text(papers.notice)).toContain('2026年3月23日 09:00（北京时间）')
  expect(text(papers.notice)).toContain('人民币壹拾亿陆仟叁佰贰拾玖万元整')
  expect(text(papers.opening)).toContain('66.60 元/人·年')
  expect(text(papers.report)).toContain('60.00 × 66.60 ÷ 66.70')
  expect(text(papers.report)).toContain('expert7')
  expect(text(papers.award)).toContain('人民币壹拾亿伍仟陆佰玖拾肆万贰仟元整')
  expect(text(papers.award)).toContain('政府采购法 第四十六条')
  expect(text(papers.contract)).toContain('第一条　合同期限')
})

test('the opening record holds what is read out and nothing else of a bid', async ({
  signed: purchase,
}) => {
  const { db } = purchase
  const { tender } = await lotOf(db, purchase)
  const source = await findOpeningRecordSource(db, tender)
  expect(Object.keys(source?.bids[0] ?? {}).toSorted()).toEqual([
    'bidderName',
    'bidderReleasedAt',
    'brokenShares',
    'envelopeSha256',
    'lossRate',
    'lotId',
    'openedWith',
    'payoutRatios',
    'price',
    'problems',
    'profitRate',
    'submissionId',
    'submittedAt',
  ])
})

test('there is no opening record, report or award notice before the fact', async ({
  published: purchase,
}) => {
  const { db } = purchase
  const { lot, tender } = await lotOf(db, purchase)
  expect(await findOpeningRecordSource(db, tender)).toBeUndefined()
  expect(await findEvaluationReportSource(db, lot, tender)).toBeUndefined()
  expect(await findAwardNoticeSource(db, lot, tender)).toBeFalsy()
})

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

async function lotOf(db: Db, { lotId }: Purchase) {
  const found = await findLot(db, lotId)
  if (!found) throw new Error('the purchase has no lot')
  return found
}

async function papersOf(db: Db, purchase: Purchase) {
  const { lot, tender } = await lotOf(db, purchase)
  const terms = await findTenderPaperSource(db, tender, PUBLICATION)
  const opening = await findOpeningRecordSource(db, tender)
  const report = await findEvaluationReportSource(db, lot, tender)
  const award = await findAwardNoticeSource(db, lot, tender)
  const signed = await findSignedContract(db, purchase.contractId)
  const contract = signed && (await findContractPaperSource(db, signed))
  if (!opening || !report || !award || !contract) throw new Error('the purchase is not complete')
  return {
    notice: buildTenderNotice(terms),
    documents: buildBiddingDocuments({ ...terms, amendments: [] }),
    opening: buildOpeningRecord(opening, bidProblemText),
    report: buildEvaluationReport(report),
    award: buildAwardNotice(award),
    contract: buildContractDocument(contract),
  }
}
