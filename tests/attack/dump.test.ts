import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { storeBidChunk } from '#app/commands/store-bid-chunk.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { readBidText } from '#app/sealing/bid-text.ts'
import { readHeader } from '#app/sealing/envelope-header.ts'
import { openBidderCopy, openShare } from '#app/sealing/open-envelope.ts'
import { newSigningSecret, signerFrom } from '#app/sealing/receipt.ts'
import { type FileToSeal } from '#app/sealing/seal-bid.ts'
import { connect } from '#db/client.server.ts'
import {
  DEADLINE,
  type Purchase,
  type TestEnvelope,
  publish,
  seal,
  startPurchase,
  upload,
} from '#tests/factories/purchase.ts'
import { createOwnDatabase } from '#tests/own-database.ts'
import { preparing } from '#tests/preparing.ts'
import { type Taken, attack } from './attack.ts'
import { type Dump, readDataFolder, takeDump } from './dump.ts'
import {
  type Needle,
  amountNeedle,
  bytesNeedle,
  found,
  foundPlain,
  hashNeedle,
  textNeedle,
} from './needles.ts'

/*
 * The promise: whoever has the whole database, the data folder, the server's secrets and
 * k−1 officers' keys a second before the deadline has nothing of any bid.
 */

const LAST_SECOND = new Date(DEADLINE.getTime() - 1_000)
const SLOW = 240_000
const BIDDERS = ['bidder1', 'bidder2', 'bidder3']

/** Offers whose every value would be known again anywhere. */
const OFFERS = BIDDERS.map((bidder, index): Partial<BidContent> => ({
  price: 918_273_645_546_372_810n + BigInt(index),
  profitRate: 736_451_928_374_650_910n + BigInt(index),
  servicePromises: `${bidder} 承诺七日内一站式结算并派驻专员`,
  staffing: {
    fullTime: 30,
    medicalBackground: 10,
    servicePointsPerCounty: 2,
    trainingHours: 40,
    informationSystem: `${bidder} 自建大病保险核心业务系统`,
  },
}))

type Attachment = { name: string; content: Buffer }
type Bid = { bidder: string; envelope: TestEnvelope; attachments: Attachment[] }
type Scene = {
  purchase: Purchase
  bids: Bid[]
  dump: Dump
  readDisk: () => Promise<Buffer>
  secret: Uint8Array
  printed: string
  needles: Needle[]
}

const opened: (() => Promise<void>)[] = []
let twoOfThree: Scene

// Nothing changes a scene: most tests look at one.
beforeAll(async () => {
  twoOfThree = await setScene(2)
}, SLOW)

afterAll(async () => {
  for (const close of opened) await close()
})

async function setScene(threshold: number): Promise<Scene> {
  const lines: string[] = []
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation(
      (...said) => void lines.push(said.map(String).join(' ')),
    )
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((said) => lines.push(String(said)) > 0)
  const url = await createOwnDatabase(inject('databaseUrl'), `dump_${threshold}_of_three`)
  const { db, sql, close } = preparing(connect(url))
  opened.push(close)
  const secret = newSigningSecret()
  const signer = await signerFrom(secret)
  const purchase = await startPurchase(db)
  await publish(purchase, { openingThreshold: threshold })
  const bids: Bid[] = []
  for (const [index, bidder] of BIDDERS.entries()) {
    const attachments = [300, 1_200_000].map((size, number) => ({
      name: `${bidder} 精算意见书 ${number}.pdf`,
      content: randomBytes(size),
    }))
    const envelope = await seal(purchase, bidder, {
      offer: OFFERS[index] ?? {},
      files: attachments.map(toSeal),
    })
    const context = { ...purchase.as(bidder, LAST_SECOND), signer }
    const input = await upload(purchase, bidder, envelope, LAST_SECOND)
    // Refused attempts too, for what is said of them.
    const content = randomBytes(10)
    lines.push(
      JSON.stringify(await storeBidChunk(context, { ...input, file: 0, position: 0, content })),
    )
    const late = { ...purchase.as(bidder, DEADLINE), signer }
    lines.push(JSON.stringify(await submitBid(late, input)))
    const submitted = await submitBid(context, input)
    if (!submitted.ok) throw new Error(submitted.refusal)
    bids.push({ bidder, envelope, attachments })
  }
  const dump = await takeDump(sql)
  vi.restoreAllMocks()
  const needles = await needlesOf(purchase, bids)
  const readDisk = () => readDataFolder(sql)
  return { purchase, bids, dump, readDisk, secret, printed: lines.join('\n'), needles }
}

function toSeal({ name, content }: Attachment): FileToSeal {
  const blob = new Blob([new Uint8Array(content)])
  return { kind: 'actuarial-opinion', name, size: content.length, stream: () => blob.stream() }
}

/** Everything that must be nowhere: offers, names, contents, and every key and share. */
async function needlesOf({ keys }: Purchase, bids: readonly Bid[]): Promise<Needle[]> {
  const needles: Needle[] = []
  for (const [index, { bidder, envelope, attachments }] of bids.entries()) {
    const offer = OFFERS[index]
    needles.push(
      amountNeedle(`price of ${bidder}`, offer?.price ?? 0n),
      hashNeedle(`price of ${bidder}`, Buffer.from(String(offer?.price))),
      amountNeedle(`profit rate of ${bidder}`, offer?.profitRate ?? 0n),
      textNeedle(`promises of ${bidder}`, offer?.servicePromises ?? ''),
      textNeedle(`system of ${bidder}`, offer?.staffing?.informationSystem ?? ''),
    )
    for (const { name, content } of attachments) {
      needles.push(textNeedle(`name of ${name}`, name), hashNeedle(name, content))
      for (const at of [0, content.length >> 1, content.length - 16])
        needles.push(bytesNeedle(`bytes ${at} of ${name}`, content.subarray(at, at + 16)))
    }
    const header = readHeader(envelope.header)
    if (!header.ok) throw new Error(header.refusal)
    const bidKey = await openBidderCopy(header.value, keys.get(bidder)?.identity ?? '')
    needles.push(textNeedle(`bid key of ${bidder}`, bidKey ?? ''))
    for (const [position, officer] of OFFICERS.entries()) {
      const share = await openShare(header.value, position, keys.get(officer)?.identity ?? '')
      if (!share.ok) throw new Error(share.refusal)
      needles.push(bytesNeedle(`share of ${officer} of ${bidder}'s key`, share.value))
    }
  }
  for (const [person, { identity }] of keys) needles.push(textNeedle(`key of ${person}`, identity))
  return needles
}

const OFFICERS = ['opening', 'opening2', 'opening3']

/** What an attacker with these people's keys makes of the scene. */
async function attackWith({ purchase, dump, secret }: Scene, people: readonly string[]) {
  const identities = people.map((person) => purchase.keys.get(person)?.identity ?? '')
  return attack({ dump, secrets: [secret], identities })
}

/** Opened files of bids; a person's own sealed share or key opens of course, and is no bid. */
function filesIn({ opened }: Taken): string[] {
  return opened.filter(({ from }) => from.startsWith('file ')).map(({ from }) => from)
}

function plaintextOf({ opened }: Taken): Buffer {
  return Buffer.concat(opened.map(({ plaintext }) => plaintext))
}

async function expectEverything(scene: Scene, officers: readonly string[]): Promise<void> {
  const taken = await attackWith(scene, officers)
  expect(taken.keys).toHaveLength(BIDDERS.length)
  expect(filesIn(taken)).toHaveLength(BIDDERS.length * 3)
  const plaintexts = taken.opened.map(({ plaintext }) => Buffer.from(plaintext))
  for (const [index, { bidder, attachments }] of scene.bids.entries()) {
    const identity = {
      lotId: scene.purchase.lotId,
      bidderId: scene.purchase.userId(`insurer${index + 1}`),
    }
    const read = plaintexts.map((text) => readBidText(text, identity)).filter(({ ok }) => ok)
    expect(read, bidder).toHaveLength(1)
    expect(read[0]).toMatchObject({
      value: { ...OFFERS[index], attachments: attachments.map(({ name }) => ({ fileName: name })) },
    })
    for (const { name, content } of attachments)
      expect(
        plaintexts.some((text) => content.equals(text.subarray(0, content.length))),
        name,
      ).toBe(true)
  }
}

test(
  'with a dump, the server’s secrets and one of three officers’ keys nothing is got, with two everything',
  async () => {
    const scene = twoOfThree
    const none = await attackWith(scene, [])
    expect(none).toEqual({ keys: [], opened: [] })
    for (const officer of OFFICERS) {
      const taken = await attackWith(scene, [officer])
      expect(taken.keys).toEqual([])
      expect(filesIn(taken)).toEqual([])
      expect(taken.opened).toHaveLength(BIDDERS.length) // its own sealed shares
      const others = scene.needles.filter(({ what }) => !what.startsWith(`share of ${officer} `))
      expect(found(others, plaintextOf(taken))).toEqual([])
    }
    await expectEverything(scene, ['opening', 'opening2'])
    await expectEverything(scene, ['opening3', 'opening'])
  },
  SLOW,
)

test(
  'where all three keys are asked for, no two of them get anything',
  async () => {
    const scene = await setScene(3)
    for (const missing of OFFICERS) {
      const taken = await attackWith(
        scene,
        OFFICERS.filter((officer) => officer !== missing),
      )
      expect(taken.keys).toEqual([])
      expect(filesIn(taken)).toEqual([])
      expect(taken.opened).toHaveLength(2 * BIDDERS.length)
      const others = scene.needles.filter(({ what }) => !what.startsWith('share of '))
      expect(found(others, plaintextOf(taken))).toEqual([])
    }
    await expectEverything(scene, OFFICERS)
  },
  SLOW,
)

test(
  'a rival in league with an officer and the operator reads its own bid and no other',
  async () => {
    const scene = twoOfThree
    const taken = await attackWith(scene, ['opening', 'bidder2'])
    expect(taken.keys).toHaveLength(1)
    expect(filesIn(taken)).toHaveLength(3)
    const others = scene.needles.filter(
      ({ what }) => /bidder[13]/.test(what) && !what.startsWith('share of opening '),
    )
    expect(found(others, plaintextOf(taken))).toEqual([])
    expect(found(scene.needles, plaintextOf(taken))).toContain('promises of bidder2')
  },
  SLOW,
)

test(
  'no price, promise, name, content, key or share stands anywhere in the dump, the data folder or what was printed',
  async () => {
    const { purchase, needles, dump, readDisk, printed } = twoOfThree
    expect(found(needles, dump.raw)).toEqual([])
    const stored = [...dump.tables.values()].flat().flatMap((row) => Object.values(row))
    expect(found(needles, Buffer.concat(stored.filter(Buffer.isBuffer)))).toEqual([])
    const disk = await readDisk()
    expect(disk.includes(purchase.tenderId)).toBe(true)
    expect(foundPlain(needles, disk)).toEqual([])
    expect(found(needles, Buffer.from(printed))).toEqual([])
    expect(printed).toContain('deadline-passed')
    expect(printed).not.toMatch(/AGE-SECRET|age1/)
    // Nor anything locked by a passphrase that might be guessed.
    expect(dump.raw.includes('BEGIN AGE ENCRYPTED FILE')).toBe(false)
    expect(stored.some((value) => value?.includes('-> scrypt '))).toBe(false)
  },
  SLOW,
)

test(
  'a dump’s log and lists say nothing of a bid beyond that there is an envelope',
  async () => {
    const { dump, purchase, bids } = twoOfThree
    const rows = (table: string) => dump.tables.get(table) ?? []
    const events = rows('sealed_events')
    expect(events).toHaveLength(2 * bids.length)
    for (const { payload } of events) {
      const said = Object.keys(JSON.parse(String(payload)))
      expect(['lotId', 'envelopeSha256', 'revision', 'tenderVersion']).toEqual(
        expect.arrayContaining(said),
      )
    }
    const publicTrail = rows('audit_events').filter(({ action }) =>
      String(action).startsWith('bid.'),
    )
    expect(publicTrail).toEqual([])
    expect(rows('opened_bids')).toEqual([])
    expect(
      rows('notifications').filter(({ event_key: key }) => String(key).includes('bid')),
    ).toEqual([])
    expect(rows('bid_submissions')).toHaveLength(bids.length)
    expect(rows('users').some(({ id }) => id === purchase.userId('bidder1'))).toBe(true)
  },
  SLOW,
)

test('the search finds what it looks for: each form of a secret, where it does stand', () => {
  const text = '七日内一站式结算'
  const needle = textNeedle('promise', text)
  const left = [
    Buffer.from(`xx${text}yy`),
    Buffer.from(Buffer.from(`{"a":"${text}"}`).toString('hex')),
    Buffer.from(Buffer.from(`1${text}23`).toString('base64')),
    Buffer.from(Buffer.from(`12${text}3`).toString('base64url')),
    Buffer.from(encodeURIComponent(`?q=${text}&`)),
    Buffer.from(`\u4e03${JSON.stringify(text)}`),
    Buffer.from(text, 'utf16le'),
  ]
  for (const haystack of left) expect(found([needle], haystack)).toEqual(['promise'])
  expect(found([needle], Buffer.from('七日内'))).toEqual([])
  const price = amountNeedle('price', 12_345_678n)
  expect(found([price], Buffer.from('66.60 12345678'))).toEqual(['price'])
  expect(foundPlain([price], Buffer.from([1, 0xd2, 0x04, 0x2e, 0x16, 1]))).toEqual(['price'])
})
