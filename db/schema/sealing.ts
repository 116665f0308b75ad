import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { bytes, id, instant } from './columns.ts'
import { exactJson } from './exact-json.ts'
import { organisations, users } from './identity.ts'
import { lots, tenders } from './tenders.ts'

/**
 * Public halves of the keys of opening officers and of insurers (age X25519 recipients).
 * The private half never reaches the server. Append-only; a person's latest proven key counts.
 */
export const sealingKeys = pgTable(
  'sealing_keys',
  {
    id: id('id').primaryKey(),
    userId: id('user_id')
      .notNull()
      .references(() => users.id),
    organisationId: id('organisation_id')
      .notNull()
      .references(() => organisations.id),
    recipient: text('recipient').notNull().unique(), // age1…
    challenge: bytes('challenge').notNull(), // encrypted to the recipient
    answerSha256: text('answer_sha256').notNull(),
    registeredAt: instant('registered_at').notNull(),
  },
  (table) => [
    index('sealing_keys_by_user').on(table.userId),
    index('sealing_keys_by_organisation').on(table.organisationId),
  ],
)

/** The holder has shown that it can decrypt with the key (持有证明). Append-only. */
export const sealingKeyProofs = pgTable('sealing_key_proofs', {
  keyId: id('key_id')
    .primaryKey()
    .references(() => sealingKeys.id),
  provenAt: instant('proven_at').notNull(),
})

/**
 * An envelope on its way in: its header, and its chunks in `bid_upload_chunks`. It is no
 * bid until a submission names it; a trigger then asks that every chunk is there.
 */
export const bidUploads = pgTable(
  'bid_uploads',
  {
    id: id('id').primaryKey(),
    tenderId: id('tender_id')
      .notNull()
      .references(() => tenders.id),
    lotId: id('lot_id')
      .notNull()
      .references(() => lots.id),
    bidderId: id('bidder_id')
      .notNull()
      .references(() => organisations.id),
    header: bytes('header').notNull(),
    envelopeSha256: text('envelope_sha256').notNull(), // of the header, which names every chunk by its hash
    chunkCount: integer('chunk_count').notNull(),
    startedAt: instant('started_at').notNull(),
    startedBy: id('started_by')
      .notNull()
      .references(() => users.id),
  },
  (table) => [
    unique('one_upload_of_an_envelope').on(table.lotId, table.bidderId, table.envelopeSha256),
    check('has_chunks', sql`${table.chunkCount} > 0`),
  ],
)

/** Ciphertext, a mebibyte or less a row. */
export const bidUploadChunks = pgTable(
  'bid_upload_chunks',
  {
    uploadId: id('upload_id')
      .notNull()
      .references(() => bidUploads.id),
    file: integer('file').notNull(), // 0 the bid itself, then its attachments
    position: integer('position').notNull(),
    content: bytes('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.file, table.position] })],
)

/** The portal's own signing keys, public halves (Ed25519), so that an old receipt can still be checked. Append-only. */
export const signingKeys = pgTable('signing_keys', {
  id: id('id').primaryKey(), // the first 16 hex digits of the public key's SHA-256
  publicKey: text('public_key').notNull().unique(), // 64 hex digits
  firstUsedAt: instant('first_used_at').notNull(),
})

/**
 * 密封日志: what bidders did on a tender, one receipt a row, published at the opening.
 * `position` counts a bidder's own rows, since a common count would tell how many bid. Append-only.
 */
export const sealedLogEntries = pgTable(
  'sealed_log_entries',
  {
    id: id('id').primaryKey(),
    tenderId: id('tender_id')
      .notNull()
      .references(() => tenders.id),
    lotId: id('lot_id')
      .notNull()
      .references(() => lots.id),
    bidderId: id('bidder_id')
      .notNull()
      .references(() => organisations.id),
    position: integer('position').notNull(),
    act: text('act').$type<'submitted' | 'withdrawn' | 'confirmed'>().notNull(),
    at: instant('at').notNull(),
    statement: text('statement').notNull(), // the receipt's text, exactly as signed
    statementSha256: text('statement_sha256').notNull(),
    signature: text('signature').notNull(), // 128 hex digits
    signingKeyId: id('signing_key_id')
      .notNull()
      .references(() => signingKeys.id),
  },
  (table) => [
    unique('one_entry_each').on(table.tenderId, table.bidderId, table.position),
    index('sealed_log_by_time').on(table.tenderId, table.at),
  ],
)

/**
 * Blinded commitments to the sealed log, published at fixed times whether or not anybody
 * has bid; the nonce is published at the opening. Append-only.
 */
export const sealedLogCommitments = pgTable(
  'sealed_log_commitments',
  {
    tenderId: id('tender_id')
      .notNull()
      .references(() => tenders.id),
    upTo: instant('up_to').notNull(), // covers every entry before this moment
    nonce: text('nonce').notNull(), // 64 hex digits, secret until the opening
    commitment: text('commitment').notNull(), // 64 hex digits
    committedAt: instant('committed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenderId, table.upTo] })],
)

/** 开标开始: from here officers release their shares and bidders may open their own. Append-only. */
export const openingSessions = pgTable('opening_sessions', {
  tenderId: id('tender_id')
    .primaryKey()
    .references(() => tenders.id),
  startedAt: instant('started_at').notNull(),
  startedBy: id('started_by')
    .notNull()
    .references(() => users.id),
  bidderWindowEndsAt: instant('bidder_window_ends_at').notNull(),
})

/** An officer's decrypted share of one bid's key, checked against its hash. Append-only. */
export const releasedShares = pgTable(
  'released_shares',
  {
    uploadId: id('upload_id')
      .notNull()
      .references(() => bidUploads.id),
    position: integer('position').notNull(), // the holder's, in the header
    share: bytes('share').notNull(),
    releasedAt: instant('released_at').notNull(),
    releasedBy: id('released_by')
      .notNull()
      .references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.position] })],
)

/** A share that its holder's key does not open, or that is not what the bidder named: the bidder sealed it wrong. Append-only. */
export const brokenShares = pgTable(
  'broken_shares',
  {
    uploadId: id('upload_id')
      .notNull()
      .references(() => bidUploads.id),
    position: integer('position').notNull(),
    reportedAt: instant('reported_at').notNull(),
    reportedBy: id('reported_by')
      .notNull()
      .references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.position] })],
)

/** An officer's key that cannot be used at this opening, and why. Append-only. */
export const lostOpeningKeys = pgTable(
  'lost_opening_keys',
  {
    tenderId: id('tender_id')
      .notNull()
      .references(() => openingSessions.tenderId),
    recipient: text('recipient').notNull(),
    reason: text('reason').notNull(),
    reportedAt: instant('reported_at').notNull(),
    reportedBy: id('reported_by')
      .notNull()
      .references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.tenderId, table.recipient] })],
)

/** 投标人解密: a bidder's own release of its bid's key. Append-only. */
export const releasedBidKeys = pgTable('released_bid_keys', {
  uploadId: id('upload_id')
    .primaryKey()
    .references(() => bidUploads.id),
  bidKey: text('bid_key').notNull(), // AGE-SECRET-KEY-1…, of this bid only
  releasedAt: instant('released_at').notNull(),
  releasedBy: id('released_by')
    .notNull()
    .references(() => users.id),
})

/** The scripts that a build served, by hash, so that an outsider can compare. Append-only. */
export const scriptReleases = pgTable('script_releases', {
  sha256: text('sha256').primaryKey(), // of the list
  scripts: exactJson<readonly { path: string; sha256: string }[]>('scripts').notNull(),
  servedFrom: instant('served_from').notNull(),
})
