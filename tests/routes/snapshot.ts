import { type Purchase } from '#tests/factories/purchase.ts'
import { sessionCookieOf } from '#tests/session-cookie.ts'
import { type Portal, listRoutes } from './portal.ts'

/** By person and address, all that came back: status, headers, body. */
export type Snapshot = Map<string, string>

/** Everybody who is not one of the bidders; bidder3 is their rival. */
const ONLOOKERS = ['nobody', 'officer', 'opening', 'auditor', 'bidder3']
const PAPERS = ['tender-notice.docx', 'bidding-documents.docx', 'opening-record.docx']

/**
 * What every onlooker gets at every address of the product that has to do with a purchase, or
 * at those only that name it.
 */
export async function takeSnapshot(
  portal: Portal,
  purchase: Purchase,
  about: 'everything' | 'the-tender' = 'everything',
): Promise<Snapshot> {
  const addresses = (await listAddresses(purchase)).filter(
    (address) => about === 'everything' || isOfOneTender(address, purchase),
  )
  const seen: Snapshot = new Map()
  for (const person of ONLOOKERS) {
    const cookie = person === 'nobody' ? '' : await cookieOf(purchase, person)
    const look = async (address: string) => {
      const request = new Request(`http://localhost${address}`, { headers: { Cookie: cookie } })
      seen.set(`${person} ${address}`, await writeDown(await portal(request)))
    }
    for (let start = 0; start < addresses.length; start += AT_ONCE)
      await Promise.all(addresses.slice(start, start + AT_ONCE).map(look))
  }
  return seen
}

const AT_ONCE = 8

/** Every GET address, filled with what belongs to the purchase: the ids that its first bid will have, too. */
async function listAddresses({ tenderId }: Purchase): Promise<string[]> {
  const lotId = `${tenderId}-1`
  const submissionId = `${lotId}-bidder1`
  const known: Record<string, readonly string[]> = {
    tenderId: [tenderId],
    lotId: [lotId],
    submissionId: [submissionId],
    entryId: [submissionId],
    uploadId: [`${submissionId}-upload`],
    attachmentId: ['attachment'],
    version: ['1'],
    round: ['1'],
    position: ['0'],
  }
  const routes = await listRoutes()
  return routes
    .filter(({ path }) => !path.startsWith('administration')) // accounts and registers, for administrators
    .flatMap(({ path }) =>
      fill(path, { ...known, file: path.includes('documents') ? PAPERS : ['0'] }),
    )
}

function fill(path: string, known: Readonly<Record<string, readonly string[]>>): string[] {
  const parameter = /:(\w+)/.exec(path)?.[1]
  if (!parameter) return [`/${path}`]
  // Of what there is none before an opening, such as a contract, there is no address.
  return (known[parameter] ?? []).flatMap((value) =>
    fill(path.replace(`:${parameter}`, value), known),
  )
}

/** Papers are packed, the audit trail numbers all tenders' acts together, and forms offer all people to choose from. */
function isOfOneTender(address: string, { tenderId }: Purchase): boolean {
  const ofMany = /^\/audit|\/documents\/|\/(amend|committee|other-procedure)$/
  return address.includes(tenderId) && !ofMany.test(address)
}

// In both kinds of a zip's heads; a byte or two of what follows goes with it. A key's fingerprint
// may say PK, too: only what begins so is a zip.
const PACKED_AT = /(?<=PK[^]{8})[^]{6}/g

const cookies = new Map<string, string>()

/** Signed in once: a session is no part of what is compared. */
async function cookieOf({ userId }: Purchase, person: string): Promise<string> {
  const id = userId(person)
  const cookie = cookies.get(id) ?? (await sessionCookieOf(id))
  cookies.set(id, cookie)
  return cookie
}

/** But for the ids that a form is given for what it may make, random each time, and when a workbook was packed. */
async function writeDown(response: Response): Promise<string> {
  const body = Buffer.from(await response.arrayBuffer()).toString('latin1')
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`)
  const content = body.startsWith('PK') ? body.replaceAll(PACKED_AT, '(at)') : body
  return [response.status, ...headers, '', content]
    .join('\n')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '(new id)')
}

/** As it would look of any other tender of the same kind: without its ids, keys and hashes. */
export function withoutNames(snapshot: Snapshot, { id }: Purchase): Snapshot {
  return new Map(
    [...snapshot].map(([key, page]) => [
      key.replaceAll(id, '(id)'),
      page
        .replaceAll(id, '(id)')
        .replaceAll(/age1[0-9a-z]{58}/g, '(recipient)')
        .replaceAll(/\b[0-9A-Z]{4}( [0-9A-Z]{4}){4}\b/g, '(fingerprint)')
        .replaceAll(/\b[0-9a-f]{64}\b/g, '(hash)'),
    ]),
  )
}

/** Where a snapshot differs from one that may have looked at more, with the first place of each. */
export function differences(whole: Snapshot, part: Snapshot): string[] {
  return [...part].flatMap(([key, after]) => {
    const before = whole.get(key) ?? 'not looked at'
    if (before === after) return []
    let at = 0
    while (before[at] === after[at]) at += 1
    const around = (page: string) =>
      Buffer.from(page.slice(Math.max(0, at - 60), at + 100), 'latin1').toString('utf8')
    return [`${key}: …${around(before)}… or …${around(after)}…`]
  })
}
