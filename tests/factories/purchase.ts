import { randomUUID } from 'node:crypto'
import { answerHeadcount } from '#app/commands/answer-headcount.server.ts'
import { appointCommittee } from '#app/commands/appoint-committee.server.ts'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { createTender } from '#app/commands/create-tender.server.ts'
import { declareInterest } from '#app/commands/declare-interest.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { type OpenBidsRefusal, openBids } from '#app/commands/open-bids.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { recordHeadcount } from '#app/commands/record-headcount.server.ts'
import { releaseShares } from '#app/commands/release-shares.server.ts'
import { recordReview } from '#app/commands/record-review.server.ts'
import { saveScoreSheet } from '#app/commands/save-score-sheet.server.ts'
import { signScoreSheet } from '#app/commands/sign-score-sheet.server.ts'
import { type SigningContext } from '#app/commands/signing-context.ts'
import { startBidUpload } from '#app/commands/start-bid-upload.server.ts'
import { type StartOpeningRefusal, startOpening } from '#app/commands/start-opening.server.ts'
import { storeBidChunk } from '#app/commands/store-bid-chunk.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { type OrganisationKind, type Role } from '#app/domain/actor.ts'
import { type Decision } from '#app/domain/decision.ts'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { readHeader, type SealingTarget } from '#app/sealing/envelope-header.ts'
import { openShare } from '#app/sealing/open-envelope.ts'
import {
  type FileToSeal,
  type SealedChunk,
  type SealedEnvelope,
  sealBid,
} from '#app/sealing/seal-bid.ts'
import { type SealingKey, makeSealingKey } from '#app/sealing/sealing-key.ts'
import { type Db } from '#db/client.server.ts'
import { fixedClock } from '#db/queries/clock.server.ts'
import { listEnvelopes } from '#db/queries/bids.server.ts'
import { insertOrganisation } from '#db/queries/organisations.server.ts'
import { insertKeyProof, insertSealingKey } from '#db/queries/sealing-keys.server.ts'
import { findOpeningKeys } from '#db/queries/tender-versions.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'
import { insertUser } from '#db/queries/users.server.ts'
import { TEST_SIGNER } from '#tests/test-signer.ts'
import { buildBidContent, buildFindings, buildLot, buildTenderTerms } from './tender-terms.ts'

/** Moments of the purchase that `buildTenderTerms` describes. */
export const DURING_BIDDING = new Date('2026-03-20T10:00:00+08:00')
export const DEADLINE = new Date('2026-03-23T09:00:00+08:00')
export const AFTER_DEADLINE = new Date('2026-03-23T09:30:00+08:00')
export const SIGNING = new Date('2026-03-25T10:00:00+08:00') // the day after the result's notice
export const PUBLICATION = new Date('2026-03-02T09:00:00+08:00')

type Person = { role: Role; organisation: string }

const PEOPLE: Record<string, Person> = {
  officer: { role: 'tender-officer', organisation: 'entity' },
  fund: { role: 'fund-officer', organisation: 'entity' },
  stranger: { role: 'tender-officer', organisation: 'other-entity' },
  opening: { role: 'opening-officer', organisation: 'supervision' },
  opening2: { role: 'opening-officer', organisation: 'finance' },
  opening3: { role: 'opening-officer', organisation: 'entity' },
  opening4: { role: 'opening-officer', organisation: 'finance' },
  auditor: { role: 'auditor', organisation: 'audit' },
  supervisor: { role: 'supervisor', organisation: 'supervision' },
  admin: { role: 'administrator', organisation: 'platform' },
  representative: { role: 'expert', organisation: 'entity' }, // 采购人代表
  bidder1: { role: 'bid-submitter', organisation: 'insurer1' },
  bidder2: { role: 'bid-submitter', organisation: 'insurer2' },
  bidder3: { role: 'bid-submitter', organisation: 'insurer3' },
  finance1: { role: 'insurer-finance', organisation: 'insurer1' },
  finance2: { role: 'insurer-finance', organisation: 'insurer2' },
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number): [string, Person] => [
      `expert${number}`,
      { role: 'expert', organisation: 'pool' },
    ]),
  ),
}

const KINDS: Record<string, OrganisationKind> = {
  entity: 'procuring-entity',
  'other-entity': 'procuring-entity',
  supervision: 'supervision',
  finance: 'supervision',
  audit: 'audit-office',
  pool: 'expert-pool',
  platform: 'platform',
  insurer1: 'insurer',
  insurer2: 'insurer',
  insurer3: 'insurer',
}

/** Who sits in the committees of these tests; expert8 to expert10 are in the pool besides. */
export const EXPERTS = ['expert1', 'expert2', 'expert3', 'expert4', 'expert5', 'expert6', 'expert7']

/** A purchase of its own with its own people, taken as far as a test needs through the real commands. */
export type Purchase = {
  db: Db
  id: string
  tenderId: string
  lotId: string
  contractId: string
  as: (person: string, at?: Date) => SigningContext
  userId: (person: string) => string
  keys: Map<string, SealingKey> // of opening officers and bidders, once they have one
}

/** Who opens the bids of these tests: any two of three. */
export const OPENING_OFFICERS = ['opening', 'opening2', 'opening3']

export async function startPurchase(db: Db): Promise<Purchase> {
  const id = randomUUID().slice(0, 8)
  const userId = (person: string) => `${id}-${person}`
  const createdAt = new Date('2026-01-01T00:00:00Z')
  for (const [organisation, kind] of Object.entries(KINDS)) {
    await insertOrganisation(db, {
      id: userId(organisation),
      name: userId(organisation),
      kind,
      region: '',
      createdAt,
    })
  }
  for (const [person, { role, organisation }] of Object.entries(PEOPLE)) {
    await insertUser(db, {
      id: userId(person),
      organisationId: userId(organisation),
      role,
      name: person,
      loginName: userId(person),
      passwordHash: '',
      createdAt,
    })
  }
  return {
    db,
    id,
    tenderId: `tender-${id}`,
    lotId: `tender-${id}-1`,
    contractId: `contract-${id}`,
    userId,
    keys: new Map(),
    as: (person, at = DURING_BIDDING) => actAs(db, id, person, at),
  }
}

/** What a person of the purchase acts with. */
export function actAs(db: Db, purchaseId: string, person: string, at: Date): SigningContext {
  const known = PEOPLE[person]
  if (!known) throw new Error(`no such person: ${person}`)
  const actor = {
    userId: `${purchaseId}-${person}`,
    organisationId: `${purchaseId}-${known.organisation}`,
    role: known.role,
  }
  return { db, actor, clock: fixedClock(at), signer: TEST_SIGNER }
}

/** @throws when the command was refused */
export function done<Value>(decision: Decision<Value, string>): Value {
  if (!decision.ok) throw new Error(`refused: ${decision.refusal}`)
  return decision.value
}

export async function createDraft(
  purchase: Purchase,
  overrides: Partial<TenderTerms> = {},
  openingOfficers: readonly string[] = OPENING_OFFICERS,
): Promise<void> {
  for (const officer of openingOfficers) await giveKey(purchase, officer)
  const { tenderId, lotId, as, userId } = purchase
  const terms = buildTenderTerms({
    lots: [buildLot({ id: lotId })],
    projectNumber: tenderId,
    ...overrides,
  })
  done(
    await createTender(as('officer', PUBLICATION), {
      tenderId,
      terms,
      openingOfficers: openingOfficers.map(userId),
    }),
  )
}

export async function publish(
  purchase: Purchase,
  overrides: Partial<TenderTerms> = {},
): Promise<void> {
  await createDraft(purchase, overrides)
  done(await publishTender(purchase.as('officer', PUBLICATION), { tenderId: purchase.tenderId }))
}

/** A new key for a person, registered and proven; the first one is kept unless another is asked for. */
export async function giveKey(purchase: Purchase, person: string): Promise<SealingKey> {
  const known = purchase.keys.get(person)
  return known ?? replaceKey(purchase, person)
}

export async function replaceKey(
  { db, as, keys }: Purchase,
  person: string,
  at = PUBLICATION,
): Promise<SealingKey> {
  const key = await makeSealingKey()
  const { actor } = as(person)
  const keyId = randomUUID()
  await insertSealingKey(db, {
    id: keyId,
    userId: actor.userId,
    organisationId: actor.organisationId,
    recipient: key.recipient,
    challenge: new Uint8Array(1),
    answerSha256: '0'.repeat(64),
    registeredAt: at,
  })
  await insertKeyProof(db, { keyId, provenAt: at })
  keys.set(person, key)
  return key
}

/** What a bidder's browser seals for: the lot under its present version and that version's keys. */
export async function sealingTarget(purchase: Purchase, bidder: string): Promise<SealingTarget> {
  const { db, lotId, as } = purchase
  const found = await findLot(db, lotId)
  if (!found) throw new Error(`no such lot: ${lotId}`)
  const { id: tenderId, version: tenderVersion, terms } = found.tender
  const keys = await findOpeningKeys(db, { tenderId, version: tenderVersion })
  return {
    tenderId,
    lotId,
    tenderVersion,
    bidderId: as(bidder).actor.organisationId,
    threshold: terms.openingThreshold,
    holders: keys.map(({ recipient }) => recipient),
    bidderRecipient: (await giveKey(purchase, bidder)).recipient,
  }
}

/** The files every bid brings. */
export function requiredFiles(bidder: string): FileToSeal[] {
  return (['actuarial-opinion', 'legal-opinion', 'head-office-authorisation'] as const).map(
    (kind) => {
      const file = new Blob([`%PDF-1.4 ${kind} ${bidder}`])
      return { kind, name: `${kind}.pdf`, size: file.size, stream: () => file.stream() }
    },
  )
}

export type TestEnvelope = SealedEnvelope & { chunks: SealedChunk[] }

/** Seals a bid as a bidder's browser does. */
export async function seal(
  purchase: Purchase,
  bidder: string,
  {
    offer = {},
    files = requiredFiles(bidder),
    target = {},
  }: {
    offer?: Partial<BidContent>
    files?: readonly FileToSeal[]
    target?: Partial<SealingTarget>
  } = {},
): Promise<TestEnvelope> {
  const { attachments: _, ...whole } = buildBidContent(offer)
  const chunks: SealedChunk[] = []
  const envelope = await sealBid(
    { target: { ...(await sealingTarget(purchase, bidder)), ...target }, offer: whole, files },
    async (chunk) => void chunks.push(chunk),
  )
  return { ...envelope, chunks }
}

/** Sends an envelope up; gives what `submitBid` needs for a first bid. */
export async function upload(
  { id, lotId, as }: Purchase,
  bidder: string,
  { header, chunks }: TestEnvelope,
  at?: Date,
) {
  const context = as(bidder, at)
  const { uploadId } = done(
    await startBidUpload(context, { uploadId: randomUUID(), lotId, header }),
  )
  for (const { file, position, bytes } of chunks)
    done(await storeBidChunk(context, { uploadId, file, position, content: bytes }))
  return { submissionId: `${id}-${bidder}-submission`, lotId, uploadId, revision: 1 }
}

/** A bid sealed and sent up, not yet submitted. */
export async function uploadBid(
  purchase: Purchase,
  bidder: string,
  price = buildBidContent().price,
) {
  return upload(purchase, bidder, await seal(purchase, bidder, { offer: { price } }))
}

export function submissionOf({ id }: Purchase, bidder: string): string {
  return `${id}-${bidder}-submission`
}

export async function submit(purchase: Purchase, bidder: string, price?: bigint): Promise<void> {
  done(await submitBid(purchase.as(bidder), await uploadBid(purchase, bidder, price)))
}

/** Three bids: 66.60, 66.70 and 66.80 yuan. */
export async function submitThree(purchase: Purchase): Promise<void> {
  for (const [index, bidder] of ['bidder1', 'bidder2', 'bidder3'].entries()) {
    await submit(purchase, bidder, 6_660n + 10n * BigInt(index))
  }
}

export async function startTheOpening(
  { tenderId, as }: Purchase,
  at = AFTER_DEADLINE,
  officer = 'opening',
): Promise<void> {
  done(await startOpening(as(officer, at), { tenderId, nonce: 'ab'.repeat(32) }))
}

/** An officer's shares as its browser decrypts them. */
export async function sharesOf({ db, tenderId, keys }: Purchase, officer: string) {
  const key = keys.get(officer)
  const offered = await Promise.all(
    (await listEnvelopes(db, tenderId)).map(async ({ uploadId, header }) => {
      const read = readHeader(header)
      const position = read.ok
        ? read.value.shares.findIndex(({ recipient }) => recipient === key?.recipient)
        : -1
      const share = read.ok && key ? await openShare(read.value, position, key.identity) : undefined
      return { uploadId, share: share?.ok ? share.value : null }
    }),
  )
  return offered
}

export async function releaseAs(
  purchase: Purchase,
  officer: string,
  at = AFTER_DEADLINE,
): Promise<void> {
  const { tenderId, as } = purchase
  const offered = await sharesOf(purchase, officer)
  if (offered.length > 0) done(await releaseShares(as(officer, at), { tenderId, offered }))
}

/** Two of the three officers open all bids, or what keeps them from it. */
export async function tryOpen(
  purchase: Purchase,
  at = AFTER_DEADLINE,
): Promise<Decision<{ openedAt: Date; bids: number }, StartOpeningRefusal | OpenBidsRefusal>> {
  const { tenderId, as } = purchase
  const started = await startOpening(as('opening', at), { tenderId, nonce: 'ab'.repeat(32) })
  if (!started.ok) return started
  for (const officer of ['opening', 'opening2']) await releaseAs(purchase, officer, at)
  return openBids(as('opening', at), { tenderId })
}

export async function open(purchase: Purchase, at = AFTER_DEADLINE): Promise<void> {
  done(await tryOpen(purchase, at))
}

export async function appoint(purchase: Purchase): Promise<void> {
  const { tenderId, as, userId } = purchase
  const members = EXPERTS.map((expert) => ({
    expertId: userId(expert),
    kind: 'expert' as const,
    chair: expert === 'expert1',
  }))
  done(await appointCommittee(as('officer', AFTER_DEADLINE), { tenderId, members }))
  for (const expert of EXPERTS)
    done(
      await declareInterest(as(expert, AFTER_DEADLINE), { tenderId, conflict: false, reason: '' }),
    )
}

export async function passReviews(purchase: Purchase): Promise<void> {
  const { lotId, as } = purchase
  for (const bidder of ['bidder1', 'bidder2', 'bidder3']) {
    const submissionId = submissionOf(purchase, bidder)
    for (const [person, stage] of [
      ['officer', 'qualification'],
      ['expert1', 'compliance'],
    ] as const) {
      done(
        await recordReview(as(person, AFTER_DEADLINE), {
          lotId,
          submissionId,
          stage,
          findings: buildFindings(stage),
        }),
      )
    }
  }
}

export async function scoreAndSign(
  purchase: Purchase,
  experts: readonly string[] = EXPERTS,
): Promise<void> {
  const { lotId, as } = purchase
  const scores = ['bidder1', 'bidder2', 'bidder3'].map((bidder) => ({
    bidId: submissionOf(purchase, bidder),
    criterionId: 'plan',
    points: 3_000n,
    reason: '完整',
  }))
  for (const expert of experts) {
    done(await saveScoreSheet(as(expert, AFTER_DEADLINE), { lotId, scores }))
    done(await signScoreSheet(as(expert, AFTER_DEADLINE), { lotId }))
  }
}

/** Up to the evaluation report: bidder1 is first. */
export async function evaluate(
  purchase: Purchase,
  overrides: Partial<TenderTerms> = {},
): Promise<void> {
  await publish(purchase, overrides)
  await submitThree(purchase)
  await open(purchase)
  await appoint(purchase)
  await passReviews(purchase)
  await scoreAndSign(purchase)
  done(
    await completeEvaluation(purchase.as('officer', AFTER_DEADLINE), {
      lotId: purchase.lotId,
      drawOrder: [],
    }),
  )
}

export async function award(purchase: Purchase): Promise<void> {
  await evaluate(purchase)
  const { lotId, as } = purchase
  done(
    await awardLot(as('officer', AFTER_DEADLINE), {
      lotId,
      submissionId: submissionOf(purchase, 'bidder1'),
      reason: '',
    }),
  )
}

export async function signContract(purchase: Purchase): Promise<void> {
  await award(purchase)
  const { contractId, lotId, as } = purchase
  done(await draftContract(as('officer', AFTER_DEADLINE), { contractId, lotId }))
  done(await confirmContract(as('officer', SIGNING), { contractId }))
  done(await confirmContract(as('bidder1', SIGNING), { contractId }))
}

/** The first year's headcount is agreed: premium 5,290,000 × 66.60. */
export async function agreeHeadcount(purchase: Purchase, year = 1): Promise<string> {
  const contractYearId = `${purchase.contractId}-${year}`
  const context = purchase.as('fund', new Date('2026-07-15T10:00:00+08:00'))
  const { headcountId } = done(
    await recordHeadcount(context, {
      contractYearId,
      kind: 'actual',
      headcount: 5_290_000n,
      enrolmentDate: '2026-06-30',
      source: '参保登记',
      document: '确认表',
    }),
  )
  const finance = purchase.as('finance1', new Date('2026-07-15T11:00:00+08:00'))
  done(await answerHeadcount(finance, { headcountId, agreed: true, reason: '' }))
  return contractYearId
}
