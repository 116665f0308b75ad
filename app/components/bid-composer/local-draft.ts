import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { type AttachmentKind } from '#app/domain/bid/bid-content.ts'
import { type TypedValues } from '#app/forms/local-form.tsx'
import { type SealedEnvelope } from '#app/sealing/seal-bid.ts'
import { type BidDraft, type EnvelopeSink } from './bid-draft.ts'

/**
 * Drafts and sealed envelopes that have not been sent, in this browser's own store
 * (IndexedDB) and nowhere else. `place` is one person's work on one lot.
 */
export type DraftPlace = { userId: string; lotId: string }

/** A sealed envelope on its way: its chunks lie beside it. */
export type KeptEnvelope = SealedEnvelope & { submissionId: string; sealedAt: Date }

interface DraftStore extends DBSchema {
  drafts: { key: string; value: { values: TypedValues; savedAt: Date } }
  files: {
    key: [string, string]
    value: { kind: AttachmentKind; file: File; addedAt: number }
  }
  envelopes: { key: string; value: KeptEnvelope }
  chunks: { key: [string, number, number]; value: Uint8Array }
}

let opened: Promise<IDBPDatabase<DraftStore>> | undefined

function openStore(): Promise<IDBPDatabase<DraftStore>> {
  opened ??= openDB<DraftStore>('gongji-bids', 1, {
    upgrade(store) {
      store.createObjectStore('drafts')
      store.createObjectStore('files')
      store.createObjectStore('envelopes')
      store.createObjectStore('chunks')
    },
  })
  return opened
}

const keyOf = ({ userId, lotId }: DraftPlace) => `${userId}/${lotId}`

/** Every key that begins with a place's. */
const within = (place: DraftPlace) => IDBKeyRange.bound([keyOf(place)], [keyOf(place), []])

export async function readDraft(
  place: DraftPlace,
): Promise<(BidDraft & { savedAt: Date }) | undefined> {
  const store = await openStore()
  const draft = await store.get('drafts', keyOf(place))
  if (!draft) return undefined
  const ids = await store.getAllKeys('files', within(place))
  const files = await store.getAll('files', within(place))
  return {
    ...draft,
    files: files
      .map((file, index) => ({ ...file, id: ids[index]?.[1] ?? '' }))
      .toSorted((a, b) => a.addedAt - b.addedAt)
      .map(({ id, kind, file }) => ({ id, kind, file })),
  }
}

/** Writes what changed: files that lie there already are not copied again. */
export async function keepDraft(place: DraftPlace, { values, files }: BidDraft): Promise<void> {
  const store = await openStore()
  const kept = await store.getAllKeys('files', within(place))
  const changes = store.transaction(['drafts', 'files'], 'readwrite')
  await changes.objectStore('drafts').put({ values, savedAt: new Date() }, keyOf(place))
  for (const key of kept)
    if (!files.some(({ id }) => id === key[1])) await changes.objectStore('files').delete(key)
  for (const [addedAt, { id, kind, file }] of files.entries())
    if (!kept.some((key) => key[1] === id))
      await changes.objectStore('files').put({ kind, file, addedAt }, [keyOf(place), id])
  await changes.done
}

export async function clearDraft(place: DraftPlace): Promise<void> {
  const store = await openStore()
  await store.delete('drafts', keyOf(place))
  await store.delete('files', within(place))
}

/** Forgets the place's envelope and takes the chunks of another. */
export async function startEnvelope(place: DraftPlace): Promise<EnvelopeSink> {
  await clearEnvelope(place)
  const store = await openStore()
  return async ({ file, position, bytes }) => {
    // A view is stored with the whole buffer behind it.
    const whole = bytes.length === bytes.buffer.byteLength ? bytes : bytes.slice()
    await store.put('chunks', whole, [keyOf(place), file, position])
  }
}

/** Names the envelope whose chunks are there; before that they are of no use. */
export async function keepEnvelope(place: DraftPlace, envelope: KeptEnvelope): Promise<void> {
  await (await openStore()).put('envelopes', envelope, keyOf(place))
}

export async function readEnvelope(place: DraftPlace): Promise<KeptEnvelope | undefined> {
  return (await openStore()).get('envelopes', keyOf(place))
}

export async function readChunk(
  place: DraftPlace,
  { file, position }: { file: number; position: number },
): Promise<Uint8Array | undefined> {
  return (await openStore()).get('chunks', [keyOf(place), file, position])
}

export async function clearEnvelope(place: DraftPlace): Promise<void> {
  const store = await openStore()
  await store.delete('envelopes', keyOf(place))
  await store.delete('chunks', within(place))
}
