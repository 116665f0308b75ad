import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openEnvelope, sealBid } from '#app/sealing/bid-envelope.ts'
import { buildBidContent } from '#tests/factories/tender-terms.ts'

test('an envelope opens to exactly what was sealed, and the same bid gives the same bytes', async () => {
  const content = buildBidContent({ price: 10n ** 18n + 1n, servicePromises: '承诺“五个工作日”\n' })
  const sealed = await sealBid(content)
  expect((await openEnvelope(sealed)).content).toEqual(content)
  expect(await sealBid(content)).toEqual(sealed)
  expect(Object.keys(sealed)).toEqual(['envelope', 'envelopeSha256'])
})

test('one changed byte anywhere is found', async () => {
  const sealed = await sealBid(buildBidContent())
  await fc.assert(
    fc.asyncProperty(
      fc.nat(sealed.envelope.length - 1),
      fc.integer({ min: 1, max: 255 }),
      async (at, flip) => {
        const envelope = sealed.envelope.slice()
        envelope[at] = (envelope[at] ?? 0) ^ flip
        await expect(openEnvelope({ ...sealed, envelope })).rejects.toThrow('envelope has hash')
      },
    ),
  )
})
