import {
  type Node,
  type ParseError,
  createScanner,
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { type z } from 'zod'
import { BadInput, type InputProblem, readTextFile } from './input-file.ts'

type JsonPath = readonly PropertyKey[]

/** A JSON file with the place of everything in it. */
export type JsonFile = {
  value: unknown
  problemAt: (path: JsonPath, what: string) => InputProblem
}

const DEEPEST_NESTING = 100

/**
 * Reads strict JSON: no comments, no trailing commas, no key twice.
 * @throws BadInput with the line of each mistake
 */
export function readJsonFile(file: string): JsonFile {
  const text = readTextFile(file)
  const lineAt = lineFinder(text)
  const problem = (offset: number, field: string, what: string): InputProblem => ({
    file,
    line: lineAt(offset),
    field,
    what,
  })

  const tooDeep = findTooDeep(text)
  if (tooDeep !== undefined) {
    throw new BadInput([problem(tooDeep, 'json', `is nested deeper than ${DEEPEST_NESTING}`)])
  }
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  if (errors.length > 0) {
    throw new BadInput(
      errors.map(({ error, offset }) =>
        problem(offset, 'json', `is not valid JSON (${printParseErrorCode(error)})`),
      ),
    )
  }
  if (!root) throw new BadInput([problem(0, 'json', 'the file is empty')])
  const unusable = findUnusableKeys(root)
  if (unusable.length > 0) {
    throw new BadInput(unusable.map(({ name, offset, what }) => problem(offset, name, what)))
  }
  return {
    value: getNodeValue(root),
    problemAt: (path, what) => problem(nearestNode(root, path).offset, fieldName(path), what),
  }
}

/**
 * Checks a JSON file's shape and gives its typed value.
 * @throws BadInput with one line per mistake
 */
export function parseJsonFile<Schema extends z.ZodType>(
  json: JsonFile,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(json.value)
  if (parsed.success) return parsed.data
  throw new BadInput(
    parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => json.problemAt([...issue.path, key], 'is not a known key'))
        : [json.problemAt(issue.path, issue.message)],
    ),
  )
}

/** The node itself, or the nearest one that contains where it should be. */
function nearestNode(root: Node, path: JsonPath): Node {
  for (let length = path.length; length > 0; length -= 1) {
    const segments = path
      .slice(0, length)
      .map((part) => (typeof part === 'number' ? part : String(part)))
    const node = findNodeAtLocation(root, segments)
    if (node) return length === path.length && node.parent?.type === 'property' ? node.parent : node
  }
  return root
}

/** @example ['tiers', 0, 'ratio'] becomes `tiers[0].ratio` */
function fieldName(path: JsonPath): string {
  const name = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
  return name.replace(/^\./, '') || 'json'
}

/** Gives the line of an offset, by halving over where the lines begin. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}

/** Where the nesting becomes deeper than any file of ours; the parser would run out of stack. */
function findTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  do {
    scanner.scan()
    const token = text[scanner.getTokenOffset()]
    if (token === '{' || token === '[') depth += 1
    if (token === '}' || token === ']') depth -= 1
    if (depth > DEEPEST_NESTING) return scanner.getTokenOffset()
  } while (scanner.getTokenOffset() < text.length)
  return undefined
}

/** Keys that stand twice, and `__proto__`, which zod leaves out of a record without a word. */
function findUnusableKeys(node: Node): { name: string; offset: number; what: string }[] {
  const seen = new Set<string>()
  return (node.children ?? []).flatMap((child) => {
    const inside = findUnusableKeys(child)
    const key = node.type === 'object' ? child.children?.[0] : undefined
    if (!key) return inside
    const name = String(key.value)
    const repeated = seen.has(name)
    seen.add(name)
    if (repeated)
      inside.unshift({ name, offset: key.offset, what: 'stands twice in the same object' })
    if (name === '__proto__')
      inside.unshift({ name, offset: key.offset, what: 'is not a known key' })
    return inside
  })
}
