import type { z } from 'zod'
import { beginningOf, isTooBigToCount, ownEntry, placeOf, type Issue, type Path, type Problem } from '../../kit.ts'

/** Google's servers parse JSON into protocol buffers, and errors name their types. */
const types: Readonly<Record<string, string>> = { string: 'TYPE_STRING', number: 'TYPE_FLOAT', boolean: 'TYPE_BOOL' }

/** The names of enumerations, by the places of their values. */
const enums: Readonly<Record<string, string>> = {
  'tool_config.function_calling_config.mode': 'google.ai.generativelanguage.v1beta.FunctionCallingConfig.Mode',
}

/** Formats a path like the API: `generation_config.top_k`, `contents[0].parts[1]`. */
function location(path: Path): string {
  return placeOf(path.map((step) => (typeof step === 'number' ? step : inSnakeCase(String(step)))))
}

function inSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** The value at a place, with fields in camel case or with underscores, and lists or single items. */
function fieldAt(path: Path, body: unknown): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null) return undefined
    if (step === 0 && !Array.isArray(value)) return value
    return (value as Record<PropertyKey, unknown>)[step] ?? (value as Record<string, unknown>)[location([step])]
  }, body)
}

/** One violation and its place. The place is empty at the root of the request. */
interface Violation {
  readonly field: string
  readonly description: string
}

/**
 * The API's error for a request that it cannot read, as quoted by users (gera2ld/ai.nvim#13, zed-industries/zed#44875): all
 * violations, line by line. The first place is the problem's parameter.
 */
export function problemOf(error: z.ZodError, body: unknown): Problem {
  const issues = error.issues.filter((issue, _, all) => !isTooBigToCount(issue) || all.length === 1)
  const violations = issues.flatMap((issue) => violationsOf(issue, body))
  return { kind: 'bad-request', message: violations.map(({ description }) => description).join('\n'), parameter: violations[0]!.field }
}

function violationsOf(issue: Issue, body: unknown): readonly Violation[] {
  const field = location(issue.path)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => ({ field, description: unknownName(name, field) }))
  const value = fieldAt(issue.path, body)
  if (value === undefined) return [{ field, description: `* GenerateContentRequest.${field}: field is required` }]
  return [{ field, description: `Invalid value at '${field}' (${expectedOf(issue, field)}), ${JSON.stringify(value)}` }]
}

function unknownName(name: string, field: string): string {
  return `Invalid JSON payload received. Unknown name "${name}"${field === '' ? '' : ` at '${field}'`}: Cannot find field.`
}

/** The expected type, by its name. */
function expectedOf(issue: Issue, field: string): string {
  if (issue.code === 'invalid_value') return `type.googleapis.com/${ownEntry(enums, field) ?? 'google.protobuf.Enum'}`
  if (issue.message.startsWith('TYPE_')) return issue.message
  return (issue.code === 'invalid_type' ? types[issue.expected] : undefined) ?? 'oneof'
}

/** The end of a text. Never splits a character. */
function endOf(text: string, length: number): string {
  return text.slice(beginningOf(text, Math.max(0, text.length - length)).length)
}

/** The API's error for a body that is not JSON: the line, with a mark below it. */
export function invalidJson(text: string, { message }: Error): Problem {
  const isCut = text === '' || message.includes('end of JSON input') || message.startsWith('Unterminated')
  const place = isCut ? text.length : Number(/ at position (\d+)/.exec(message)?.[1] ?? 0)
  const before = endOf(text.slice(0, place), 40)
  const line = (before + beginningOf(text.slice(place), 40)).replaceAll('\n', ' ')
  const reason = isCut ? 'Unexpected end of string.' : 'Unexpected token.'
  return { kind: 'bad-request', message: `Invalid JSON payload received. ${reason}\n${line}\n${' '.repeat(before.length)}^` }
}
