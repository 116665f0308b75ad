import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { inputFolder } from '#tests/cli/input-folder.ts'
import { test } from '#tests/db-test.ts'
import { listServedScripts, releaseOf, writeScriptList } from '#app/http/served-scripts.server.ts'
import {
  findScriptRelease,
  insertScriptRelease,
  listScriptReleases,
} from '#db/queries/script-releases.server.ts'

function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}

test('every script and the offline tool are listed by hash, and nothing else', () => {
  const write = inputFolder()
  const folder = write('b.js', 'two').replace('/b.js', '')
  write('a.js', 'one')
  write('a.css', 'style')
  write('sealing-tool.html', 'tool')
  write('favicon.svg', 'picture')
  const scripts = listServedScripts(folder)
  expect(scripts).toEqual([
    { path: '/a.js', sha256: hashOf('one') },
    { path: '/b.js', sha256: hashOf('two') },
    { path: '/sealing-tool.html', sha256: hashOf('tool') },
  ])
  expect(writeScriptList(scripts).split('\n')[0]).toBe(`${hashOf('one')}  /a.js`)
  expect(releaseOf(scripts)).toBe(hashOf(writeScriptList(scripts)))
  write('a.js', 'changed')
  expect(releaseOf(listServedScripts(folder))).not.toBe(releaseOf(scripts))
  expect(listServedScripts(`${folder}/nothing`)).toEqual([])
})

test('a release is noted once, when it was first served', async ({ db }) => {
  const scripts = [{ path: '/a.js', sha256: hashOf(crypto.randomUUID()) }]
  const release = {
    sha256: releaseOf(scripts),
    scripts,
    servedFrom: new Date('2027-01-02T03:04:05Z'),
  }
  expect(await insertScriptRelease(db, release)).toBe(true)
  const later = { ...release, servedFrom: new Date('2027-02-02T03:04:05Z') }
  expect(await insertScriptRelease(db, later)).toBe(false)
  expect(await findScriptRelease(db, release.sha256)).toEqual(release)
  const { items, total } = await listScriptReleases(db, { limit: 100, offset: 0 })
  expect(total).toBeGreaterThanOrEqual(1)
  expect(items).toContainEqual({
    sha256: release.sha256,
    scriptCount: 1,
    servedFrom: release.servedFrom,
  })
})
