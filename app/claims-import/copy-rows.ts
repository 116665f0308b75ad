import { CLAIM_COLUMNS } from '#app/domain/claims/claim-column.ts'

/** PostgreSQL's binary COPY: its header, its end, and rows written into one buffer again and again. */
export const COPY_HEADER = Buffer.concat([
  Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'),
  Buffer.alloc(8),
])
export const COPY_END = Buffer.from([0xff, 0xff])

/** The columns of a row as `CopyRows` writes them. The year and the import are the table's defaults. */
export const COPIED_COLUMNS: readonly string[] = [
  ...CLAIM_COLUMNS.map((column) => (column === 'person_id' ? 'person' : column)),
  'row_number',
]

const MOST_ROW_BYTES = 2048 // three texts of 64 characters are 768
const TWO_TO_32 = 2 ** 32

/** Writes rows field by field. Two buffers take turns: one is on its way while the other fills. */
export class CopyRows {
  readonly #buffers: [Buffer, Buffer]
  #bytes: Buffer
  #view: DataView
  #at = 0
  #rowAt = 0

  constructor(size = 256 * 1024) {
    this.#buffers = [Buffer.allocUnsafe(size), Buffer.allocUnsafe(size)]
    this.#bytes = this.#buffers[0]
    this.#view = viewOf(this.#bytes)
  }

  get length(): number {
    return this.#at
  }

  /** No room for another row: `take` what there is first. */
  get full(): boolean {
    return this.#at > this.#bytes.length - MOST_ROW_BYTES
  }

  /** What was written, good until the next but one `take`. */
  take(): Uint8Array {
    const written = this.#bytes.subarray(0, this.#at)
    this.#bytes = this.#buffers[this.#bytes === this.#buffers[0] ? 1 : 0]
    this.#view = viewOf(this.#bytes)
    this.#at = 0
    return written
  }

  beginRow(): void {
    this.#rowAt = this.#at
    this.#view.setInt16(this.#at, COPIED_COLUMNS.length)
    this.#at += 2
  }

  /** Forgets the row that was begun. */
  dropRow(): void {
    this.#at = this.#rowAt
  }

  bytes(source: Uint8Array, start: number, end: number): void {
    const length = end - start
    this.#view.setInt32(this.#at, length)
    let at = this.#at + 4
    const target = this.#bytes
    for (let from = start; from < end; from += 1) target[at++] = source[from] ?? 0
    this.#at = at
  }

  text(value: string): void {
    const length = this.#bytes.write(value, this.#at + 4)
    this.#view.setInt32(this.#at, length)
    this.#at += 4 + length
  }

  integer(value: number): void {
    this.#view.setInt32(this.#at, 4)
    this.#view.setInt32(this.#at + 4, value)
    this.#at += 8
  }

  fen(value: bigint): void {
    this.#view.setInt32(this.#at, 8)
    this.#view.setBigInt64(this.#at + 4, value)
    this.#at += 12
  }

  /** Likewise, of a whole number that is not negative and exact, below 2^53. */
  plainFen(value: number): void {
    this.#view.setInt32(this.#at, 8)
    this.#view.setUint32(this.#at + 4, Math.floor(value / TWO_TO_32))
    this.#view.setUint32(this.#at + 8, value % TWO_TO_32)
    this.#at += 12
  }
}

function viewOf(buffer: Buffer): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.length)
}
