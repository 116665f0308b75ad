import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createElement } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { withoutNul } from '#app/http/without-nul.ts'

const WORDS = '营业执照与经营保险业务许可证在有效期内'

/** A page of many short Chinese fields, so that characters fall on the edges of React's buffers. */
async function renderInto(body: PassThrough | ReturnType<typeof withoutNul>, shift: number) {
  const fields = Array.from({ length: 300 }, (_, row) =>
    createElement('input', { key: row, defaultValue: WORDS }),
  )
  const page = createElement('form', { className: 'x'.repeat(shift) }, fields)
  const html = text(body)
  renderToPipeableStream(page).pipe(body)
  return html
}

test('a rendered page comes out without NUL bytes and with every character', async () => {
  const raw = await Promise.all([1, 2, 3].map((shift) => renderInto(new PassThrough(), shift)))
  expect(raw.some((html) => html.includes('\0'))).toBe(true) // else this file is needed no more
  for (const shift of [1, 2, 3]) {
    const html = await renderInto(withoutNul(), shift)
    expect(html).not.toContain('\0')
    expect(html).not.toContain('\uFFFD')
    expect(html.split(`value="${WORDS}"`)).toHaveLength(301)
  }
})
