import {
  type Node,
  type ParseError,
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { type z } from 'zod'
import { BadInput, type InputProblem, readTextFile } from './input-file.ts'

export type JsonPath = readonly PropertyKey[]

/** A JSON file with the place of everything in it. */
export type JsonFile = {
  file: string
  value: unknown
  problemAt: (path: JsonPath, what: string) => InputProblem
}

/**
 * Reads strict JSON: no comments, no trailing commas, no key twice.
 * @throws BadInput with the line of each mistake
 */
export function readJsonFile(file: string): JsonFile {
  const text = readTextFile(file)
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  if (!root || errors.length > 0) {
    throw new BadInput(
      errors.length > 0
        ? errors.map(({ error, offset }) => ({
            file,
            line: lineAt(text, offset),
            field: 'json',
            what: `is not valid JSON (${printParseErrorCode(error)})`,
          }))
        : [{ file, line: 1, field: 'json', what: 'the file is empty' }],
    )
  }
  const repeated = findRepeatedKeys(root).map(({ name, offset }) => ({
    file,
    line: lineAt(text, offset),
    field: name,
    what: 'stands twice in the same object',
  }))
  if (repeated.length > 0) throw new BadInput(repeated)

  return {
    file,
    value: getNodeValue(root),
    problemAt: (path, what) => ({
      file,
      line: lineAt(text, nearestNode(root, path).offset),
      field: fieldName(path),
      what,
    }),
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

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1))
    line += 1
  return line
}

function findRepeatedKeys(node: Node): { name: string; offset: number }[] {
  const found: { name: string; offset: number }[] = []
  const seen = new Set<string>()
  for (const child of node.children ?? []) {
    const key = node.type === 'object' ? child.children?.[0] : undefined
    if (key) {
      const name = String(key.value)
      if (seen.has(name)) found.push({ name, offset: key.offset })
      seen.add(name)
    }
    found.push(...findRepeatedKeys(child))
  }
  return found
}
