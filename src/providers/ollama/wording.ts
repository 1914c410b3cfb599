import type { z } from 'zod'
import { ownEntry, valueAt } from '../../kit.ts'

/** The server's types of some fields. Those of others follow from what is expected. */
const goTypes: Readonly<Record<string, string>> = {
  messages: '[]api.Message',
  tools: 'api.Tools',
  tool_calls: '[]api.ToolCall',
  images: '[]api.ImageData',
  context: '[]int',
  options: 'map[string]interface {}',
  arguments: 'api.ToolCallFunctionArguments',
}

const goTypeOf: Readonly<Record<string, string>> = { string: 'string', boolean: 'bool', number: 'int', int: 'int', object: 'struct' }

function goKindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/**
 * The server's error for the first schema violation: the message of Go's `encoding/json`, which names fields
 * without positions in lists (https://pkg.go.dev/encoding/json#UnmarshalTypeError).
 * @example
 * wordingOf(z.object({ model: z.string() }).safeParse({ model: 7 }).error!, { model: 7 }, 'ChatRequest')
 * // => 'json: cannot unmarshal number into Go struct field ChatRequest.model of type string'
 */
export function wordingOf(error: z.ZodError, body: unknown, struct: string): string {
  const { path, code, ...issue } = error.issues[0]!
  const fields = path.filter((step) => typeof step === 'string')
  const field = fields.at(-1)
  const value = valueAt(path, body)
  if (field === undefined) return `json: cannot unmarshal ${goKindOf(value)} into Go value of type api.${struct}`
  if (field === 'think') return `invalid think value: ${JSON.stringify(value)} (must be "high", "medium", "low", "max", true, or false)`
  const expected = code === 'invalid_type' ? goTypeOf[(issue as { expected: string }).expected] : undefined
  const type = typeof path.at(-1) === 'number' ? expected : (ownEntry(goTypes, field) ?? expected)
  return `json: cannot unmarshal ${goKindOf(value)} into Go struct field ${struct}.${fields.join('.')} of type ${type ?? 'string'}`
}

/** The server's error for a body that is not JSON, derived from that of `JSON.parse`. */
export function syntaxWordingOf(text: string, error: unknown): string {
  if (text === '') return 'missing request body'
  const [, character] = /token '(.)'/su.exec((error as Error).message) ?? []
  return character === undefined ? 'unexpected EOF' : `invalid character '${character}' looking for beginning of value`
}
