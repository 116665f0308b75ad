import { type RowProblemReason } from '#app/domain/claims/row-problem.ts'

const COMMA = 0x2c
const QUOTE = 0x22
const LF = 0x0a
const CR = 0x0d

export const LONGEST_RECORD = 64 * 1024 // bytes
const MOST_FIELDS = 256

/**
 * Cuts a CSV file into records of fields as its bytes arrive, without making text of them: a
 * million rows take a fraction of a second. `feed` bytes, then ask for the `next` record until
 * there is none; after the last bytes call `end` and ask again.
 */
export class CsvRecords {
  /** The present record: field `i` is `bytes` from `starts[i]` to `ends[i]`. Valid until the next call. */
  bytes: Uint8Array = new Uint8Array(0)
  readonly starts = new Int32Array(MOST_FIELDS)
  readonly ends = new Int32Array(MOST_FIELDS)
  count = 0
  number = 0 // of the record, from 1; blank lines count
  problem: 'stray-quote' | undefined // of the present record

  /** What makes the rest of the file unreadable. */
  failure: Extract<RowProblemReason, 'quote-not-closed' | 'row-too-long'> | undefined

  #input: Uint8Array = new Uint8Array(0)
  #at = 0 // where the next record begins
  #begun = false
  #ended = false
  #skipLineFeed = false // of a CR LF that the chunks cut in two
  readonly #unquoted = new Uint8Array(LONGEST_RECORD)

  feed(chunk: Uint8Array): void {
    const left = this.#input.subarray(this.#at)
    this.#at = 0
    if (left.length === 0) this.#input = chunk
    else {
      this.#input = new Uint8Array(left.length + chunk.length)
      this.#input.set(left)
      this.#input.set(chunk, left.length)
    }
  }

  end(): void {
    this.#ended = true
  }

  /** Moves to the next record that is not a blank line; false when more bytes are needed, or none are left. */
  next(): boolean {
    while (this.failure === undefined && this.#readRecord()) {
      this.number += 1
      if (this.count > 1 || this.starts[0] !== this.ends[0] || this.problem) return true
    }
    return false
  }

  text(field: number): string {
    return DECODER.decode(this.bytes.subarray(this.starts[field], this.ends[field]))
  }

  #readRecord(): boolean {
    const input = this.#input
    if (!this.#begun && !this.#skipByteOrderMark()) return false
    if (this.#skipLineFeed && this.#at < input.length) {
      if (input[this.#at] === LF) this.#at += 1
      this.#skipLineFeed = false
    }
    const { starts, ends } = this
    const last = input.length
    const begin = this.#at
    let start = begin
    let count = 0
    this.problem = undefined
    this.bytes = input
    for (let at = begin; at < last; at += 1) {
      const byte = input[at] ?? 0
      if (byte > COMMA) continue // nearly all of them
      if (byte === QUOTE) return this.#readQuoted(begin)
      if (byte !== COMMA && byte !== LF && byte !== CR) continue
      if (count < MOST_FIELDS) {
        starts[count] = start
        ends[count] = at
      }
      count += 1
      start = at + 1
      if (byte !== COMMA) return this.#finish(count, at)
    }
    if (!this.#ended) return this.#needMore(begin, 'row-too-long')
    if (begin >= last) return false
    if (count < MOST_FIELDS) {
      starts[count] = start
      ends[count] = last
    }
    return this.#finish(count + 1, last)
  }

  #skipByteOrderMark(): boolean {
    const input = this.#input
    if (input.length < 3 && !this.#ended) return false
    this.#begun = true
    if (input[0] === 0xef && input[1] === 0xbb && input[2] === 0xbf) this.#at = 3
    return true
  }

  /** A record with a quote in it, unquoted into a place of its own. */
  #readQuoted(begin: number): boolean {
    const { starts, ends } = this
    const input = this.#input
    const out = this.#unquoted
    let count = 0
    let length = 0
    let start = 0
    let state: 'field-start' | 'plain' | 'quoted' | 'after-quote' = 'field-start'
    this.bytes = out
    for (let at = begin; at <= input.length; at += 1) {
      if (length === LONGEST_RECORD) return this.#fail('row-too-long')
      if (at === input.length && !this.#ended) break
      const byte = at === input.length ? LF : (input[at] ?? 0)
      if (state === 'quoted') {
        if (at === input.length) break
        if (byte !== QUOTE) out[length++] = byte
        else state = 'after-quote'
        continue
      }
      if (byte === COMMA || byte === LF || byte === CR) {
        if (count < MOST_FIELDS) {
          starts[count] = start
          ends[count] = length
        }
        count += 1
        start = length
        if (byte !== COMMA) return this.#finish(count, at)
        state = 'field-start'
      } else if (byte !== QUOTE) {
        if (state === 'after-quote') this.problem = 'stray-quote' // text after a closing quote
        out[length++] = byte
        state = 'plain'
      } else if (state === 'field-start') state = 'quoted'
      else if (state === 'after-quote') {
        out[length++] = QUOTE
        state = 'quoted'
      } else this.problem = 'stray-quote'
    }
    if (this.#ended) return this.#fail('quote-not-closed')
    return this.#needMore(begin, state === 'quoted' ? 'quote-not-closed' : 'row-too-long')
  }

  #needMore(begin: number, reason: 'quote-not-closed' | 'row-too-long'): false {
    return this.#input.length - begin > LONGEST_RECORD ? this.#fail(reason) : false
  }

  #fail(reason: 'quote-not-closed' | 'row-too-long'): false {
    this.number += 1
    this.failure = reason
    return false
  }

  #finish(count: number, at: number): true {
    this.count = count
    this.#at = at + 1
    if (this.#input[at] === CR) {
      if (at + 1 === this.#input.length) this.#skipLineFeed = true
      else if (this.#input[at + 1] === LF) this.#at += 1
    }
    return true
  }
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })
