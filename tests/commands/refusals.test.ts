import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

type Source = { name: string; text: string }

function sourcesUnder(folder: string): Source[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), 'utf8') }))
}

/** The refusal unions that sources declare, by name. */
function unionsIn(sources: readonly Source[]): Map<string, string> {
  return new Map(
    sources.flatMap(({ text }) =>
      [...text.matchAll(/^(?:export )?type (\w*Refusal) =\s*((?:[^\n]|\n(?=\s))*)/gm)].map(
        ([, name = '', body = '']): [string, string] => [name, body],
      ),
    ),
  )
}

/** The words of a union, with those of the unions it takes in. */
function wordsOf(body: string, unions: ReadonlyMap<string, string>): string[] {
  const own = [...body.matchAll(/'([a-z0-9-]+)'/g)].map(([, word = '']) => word)
  const taken = [...body.matchAll(/\b\w+Refusal\b/g)].flatMap(([name]) =>
    wordsOf(unions.get(name) ?? '', unions),
  )
  return [...new Set([...own, ...taken])]
}

test('every refusal of every command is provoked by a test that calls it', () => {
  const tests = sourcesUnder('tests')
  // A test may call through a factory; purchase.ts is in all of them and tells nothing.
  const factories = tests.filter(
    ({ name }) => name.startsWith('factories/') && name !== 'factories/purchase.ts',
  )
  const domain = unionsIn(sourcesUnder('app/domain'))
  // What a step refuses, the commands that take it refuse; their tests provoke it.
  const steps = unionsIn(sourcesUnder('app/commands/steps'))
  const commands = sourcesUnder('app/commands').filter(({ name }) => !name.startsWith('steps/'))
  const missing = commands.flatMap((command) => {
    const calls = (source: Source) => source.text.includes(`#app/commands/${command.name}`)
    const through = factories.filter(calls)
    const callers = tests.filter(
      (source) =>
        calls(source) || through.some(({ name }) => source.text.includes(`#tests/${name}`)),
    )
    const own = unionsIn([command])
    const words = [...own.values()].flatMap((body) =>
      wordsOf(body, new Map([...domain, ...steps, ...own])),
    )
    return [...new Set(words)]
      .filter((word) => !callers.some(({ text }) => text.includes(`'${word}'`)))
      .map((word) => `${command.name}: ${word}`)
  })
  expect(missing).toEqual([])
})
