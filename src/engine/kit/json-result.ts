import type { FaultContext } from '../model/fault.ts'
import type { Reply, ReplyPart } from '../model/reply.ts'
import { replaced, type JsonPath } from './json-value.ts'
import { calledTool, runsTool } from './tool-server.ts'

/**
 * Makes an `answer` stage that changes the JSON that a tool answers with. Answers of models, and texts, stay as they are.
 * @param change returns the changed value, or the same if there is nothing to change
 * @example
 * const nothing = changingJson(() => ({ results: [] }))
 */
export function changingJson<Parameters, State = unknown>(
  change: (value: unknown, context: FaultContext<Parameters, State>) => unknown,
): (reply: Reply, context: FaultContext<Parameters, State>) => Reply {
  return (reply, context) => {
    const text = runsTool(context.call) ? jsonTextIn(reply) : undefined
    if (text === undefined) return reply
    const value: unknown = JSON.parse(text)
    const changed = JSON.stringify(change(value, context))
    if (changed === JSON.stringify(value)) return reply
    // A tool server sends the same JSON twice: as data, and as a text.
    const withChange = (part: ReplyPart): ReplyPart =>
      (part.type === 'data' || part.type === 'text') && part.text === text ? { type: part.type, text: changed } : part
    return { ...reply, parts: reply.parts.map(withChange) }
  }
}

/** The text of the part of a reply that is JSON. */
function jsonTextIn({ parts }: Reply): string | undefined {
  for (const part of parts) if (part.type === 'data' || (part.type === 'text' && isJson(part.text))) return part.text
  return undefined
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

type ToolCall = Parameters<typeof calledTool>[0]

/** A value, and the way to it. */
interface Placed {
  readonly path: JsonPath
  readonly value: unknown
}

interface PlacedList extends Placed {
  readonly value: readonly unknown[]
}

const childrenOf = ({ path, value }: Placed): readonly Placed[] =>
  typeof value !== 'object' || value === null || isVector(value)
    ? []
    : Object.entries(value).map(([name, child]) => ({
        path: [...path, Array.isArray(value) ? Number(name) : name],
        value: child as unknown,
      }))

const isVector = (value: unknown): boolean => Array.isArray(value) && typeof value[0] === 'number'

/** Whether a call has sent a list itself, such as the names of the columns that it wants. */
function sends(call: ToolCall, { path, value }: Placed): boolean {
  return calledTool(call)?.arguments.includes(`"${String(path.at(-1))}":${JSON.stringify(value)}`) === true
}

/**
 * Returns the paths to the list of results in a JSON value: to the longest of the lists that are nearest to its root. If the results
 * are in columns, as in `{ ids: [...], texts: [...] }`, there are several.
 * @param call a list that it has sent itself is not a list of results
 * @example
 * resultLists({ count: 2, results: [{ id: 1 }, { id: 2 }] }, call) // => [['results']]
 */
export function resultLists(root: unknown, call: ToolCall): readonly JsonPath[] {
  for (let level: readonly Placed[] = [{ path: [], value: root }]; level.length > 0; level = level.flatMap(childrenOf)) {
    const lists = level.filter((placed): placed is PlacedList => Array.isArray(placed.value) && !placed.value.every(Array.isArray))
    const ofResults = lists.filter((list) => list.value.length > 0 && !isVector(list.value) && !sends(call, list))
    const length = Math.max(0, ...ofResults.map(({ value }) => value.length))
    if (length > 0) return lists.filter(({ value }) => value.length === length).map(({ path }) => path)
  }
  return []
}

/**
 * Returns a JSON value with other items in its list of results.
 * @param pick gets the places of the items, from 0, and returns those of the items to have instead
 * @example
 * withResults({ results: ['a', 'b'] }, call, (places) => places.toReversed()) // => { results: ['b', 'a'] }
 */
export function withResults(root: unknown, call: ToolCall, pick: (places: readonly number[]) => readonly number[]): unknown {
  const paths = resultLists(root, call)
  const [first] = paths
  if (first === undefined) return root
  const places = pick(Array.from({ length: (valueAt(root, first) as unknown[]).length }, (_, place) => place))
  return paths.reduce((value, path) => {
    const list = valueAt(value, path) as unknown[]
    return replaced(
      value,
      path,
      places.map((place) => list[place]),
    )
  }, root)
}

function valueAt(root: unknown, path: JsonPath): unknown {
  return path.reduce((value: unknown, step) => (value as Readonly<Record<string | number, unknown>>)[step], root)
}

/** Returns the object that a JSON result is about, and the way to it: its first result if that is an object, else the value itself. */
export function firstResult(
  root: unknown,
  call: ToolCall,
): { readonly path: JsonPath; readonly value: Readonly<Record<string, unknown>> } | undefined {
  const [list] = resultLists(root, call)
  const places: readonly JsonPath[] = list === undefined ? [[]] : [[...list, 0], []]
  for (const path of places) {
    const value = valueAt(root, path)
    if (isObject(value)) return { path, value }
  }
  return undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
