import { beginningOf } from '../base/characters.ts'
import type { JsonSchema } from '../model/call.ts'
import type { Random } from '../base/random.ts'
import { violationOf } from './schema/violation.ts'

/** Options for {@link breakJson}. */
export interface Breaking {
  readonly random: Random
  /** The schema to violate. `undefined` for any JSON object. */
  readonly schema: JsonSchema | undefined
}

/** Ways in which models break requested JSON so that it cannot be parsed. */
const unparseable = {
  fenced: (text: string) => `\`\`\`json\n${text}\n\`\`\``,
  'prose-around': (text: string) => `Here is the JSON that you asked for:\n\n${text}\n\nLet me know if you need anything else.`,
  truncated: (text: string) => beginningOf(text, Math.max(1, Math.floor(text.length * 0.6))),
  'single-quotes': (text: string) => (text.includes('"') ? text.replaceAll("'", String.raw`\'`).replaceAll('"', "'") : undefined),
  'trailing-comma': (text: string) => (/[^[{\s]\s*[}\]]$/.test(text) ? text.replace(/([}\]])$/, ',$1') : undefined),
  // JSON has no such number, but Python writes it by default.
  'not-a-number': (text: string) => (/:\s*-?\d/.test(text) ? text.replace(/(:\s*)-?\d[\d.eE+-]*/, '$1NaN') : undefined),
} as const

type Members = Record<string, unknown>

/**
 * Tries to change each member, starting with a random one. Returns the first change that breaks the schema, or any change if there is no
 * schema.
 */
function withOneOf(
  value: unknown,
  { random, schema }: Breaking,
  change: (value: Members, name: string) => Members | undefined,
): Members | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const names = Object.keys(value)
  const first = names.length === 0 ? 0 : random.integer(0, names.length - 1)
  for (let offset = 0; offset < names.length; offset++) {
    const changed = change(value as Members, names[(first + offset) % names.length]!)
    if (changed !== undefined && (schema === undefined || violationOf(changed, schema) !== undefined)) return changed
  }
  return undefined
}

/** Converts `orderId` to `order_id` and back. Names in one case only get a plural. */
function inAnotherCase(name: string): string {
  if (name.includes('_')) return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const snake = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return snake === name ? `${name}s` : snake
}

/** Reads the UTF-8 bytes of a text as Latin-1: `é` becomes `Ã©`. If the text is all ASCII, spaces are read as broken no-break spaces. */
function inLatin(text: string): string {
  const accented = /[^ -~]/.test(text) ? text : text.replace(/ |$/, '\u00A0')
  return Array.from(new TextEncoder().encode(accented), (byte) => String.fromCharCode(byte)).join('')
}

const depth = 64

function nested(value: unknown): unknown {
  return Array.from({ length: depth }).reduce((inner) => ({ value: inner }), value)
}

/** Ways to make JSON well formed but not as requested. */
const invalid = {
  'missing-field': (value: unknown, breaking: Breaking) =>
    withOneOf(value, breaking, (all, name) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== name))),
  'wrong-type': (value: unknown, breaking: Breaking) =>
    withOneOf(value, breaking, (all, name) => ({ ...all, [name]: Array.isArray(all[name]) ? 'none' : [all[name]] })),
  'number-as-string': (value: unknown, breaking: Breaking) =>
    withOneOf(value, breaking, (all, name) => (typeof all[name] === 'number' ? { ...all, [name]: String(all[name]) } : undefined)),
  'extra-field': (value: unknown, breaking: Breaking) => withOneOf(value, breaking, (all) => ({ ...all, additional_notes: 'none' })),
  'renamed-field': (value: unknown, breaking: Breaking) =>
    withOneOf(value, breaking, (all, name) =>
      Object.fromEntries(Object.entries(all).map(([key, member]) => [key === name ? inAnotherCase(key) : key, member])),
    ),
  'unlisted-choice': (value: unknown, breaking: Breaking) =>
    withOneOf(value, breaking, (all, name) => (typeof all[name] === 'string' ? { ...all, [name]: `${all[name]}_other` } : undefined)),
  'wrong-encoding': (value: unknown, breaking: Breaking) =>
    withOneOf(value, breaking, (all, name) => (typeof all[name] === 'string' ? { ...all, [name]: inLatin(all[name]) } : undefined)),
  'object-as-text': (value: unknown, breaking: Breaking) =>
    withOneOf(value, breaking, (all, name) =>
      typeof all[name] === 'object' && all[name] !== null ? { ...all, [name]: JSON.stringify(all[name]) } : undefined,
    ),
  'deep-nesting': (value: unknown, breaking: Breaking) =>
    withOneOf(value, breaking, (all, name) => ({ ...all, [name]: nested(all[name]) })),
  'null-field': (value: unknown, breaking: Breaking) =>
    withOneOf(value, breaking, (all, name) => (all[name] === null ? undefined : { ...all, [name]: null })),
} as const

export type UnparseableKind = keyof typeof unparseable
export type InvalidKind = keyof typeof invalid
/** A way to break JSON: it cannot be parsed, or it violates its schema. */
export type BrokenJsonKind = UnparseableKind | InvalidKind

/** The kinds of {@link breakJson} that make the text unparseable. */
export const unparseableKinds: readonly UnparseableKind[] = Object.keys(unparseable) as UnparseableKind[]
/** The kinds of {@link breakJson} that stay parseable but violate the schema. */
export const invalidKinds: readonly InvalidKind[] = Object.keys(invalid) as InvalidKind[]

/**
 * Breaks a JSON text in one way. Returns `undefined` if that is impossible, such as a missing field of an empty object.
 * @example
 * breakJson('{"city":"Kyiv"}', 'fenced', { random, schema: undefined }) // => '```json\n{"city":"Kyiv"}\n```'
 * breakJson('{"city":"Kyiv"}', 'missing-field', { random, schema: undefined }) // => '{}'
 */
export function breakJson(text: string, kind: BrokenJsonKind, breaking: Breaking): string | undefined {
  if (kind in unparseable) return unparseable[kind as UnparseableKind](text)
  try {
    const changed = invalid[kind as InvalidKind](JSON.parse(text), breaking)
    return changed === undefined ? undefined : JSON.stringify(changed)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
