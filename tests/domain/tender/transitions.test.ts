import fs from 'node:fs'
import { expect, test } from 'vitest'
import { TENDER_PHASES } from '#app/domain/tender/tender.ts'
import { TRANSITIONS, type Transition } from '#app/domain/tender/transitions.ts'

const transitions: Transition[] = Object.values(TRANSITIONS)

/** The table as the README has it: phases in their order, each with every way out of it. */
function renderTable(): string[] {
  const rows = TENDER_PHASES.flatMap((phase) => {
    const ways = transitions.filter(({ from }) => from === phase)
    if (ways.length === 0) return [[`\`${phase}\``, '', '', '', '']]
    return ways.map(({ act, when, to, rule }) => [`\`${phase}\``, act, when, `\`${to}\``, rule])
  })
  return [['Phase', 'Act', 'When', 'To', 'Rule'], ...rows].map((cells) => cells.join(' | '))
}

test('the README’s table of phases is the code’s', () => {
  const readme = fs.readFileSync('README.md', 'utf8')
  const section = /<!-- phases -->([^]*)<!-- \/phases -->/.exec(readme)?.[1] ?? ''
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| --'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
        .join(' | '),
    )
  expect(rows).toEqual(renderTable())
})

test('a way from one phase to another by one act is listed once', () => {
  const ways = transitions.map(({ from, act, to, when }) => [from, act, to, when].join(' '))
  expect(new Set(ways).size).toBe(ways.length)
})

test('only a signed contract has no way on, and every phase but the draft is reached', () => {
  const ends = TENDER_PHASES.filter((phase) => !transitions.some(({ from }) => from === phase))
  expect(ends).toEqual(['contracted'])
  const unreached = TENDER_PHASES.filter((phase) => !transitions.some(({ to }) => to === phase))
  expect(unreached).toEqual(['draft'])
})
