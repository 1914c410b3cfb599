import type { JsonSchema } from '../../engine/call.ts'
import { BrownoutError } from '../../engine/errors.ts'
import type { Random } from '../../engine/random.ts'
import { numberOf } from './number.ts'
import { textOf } from './text.ts'

/** A schema that is an object, as most are. */
export type Keywords = { readonly [keyword: string]: unknown }

/** Where a value stands that is being made. */
export interface Place {
  readonly root: JsonSchema
  readonly random: Random
  /** For messages: `$.order.items[0]`. */
  readonly path: string
  /** The name of the property, from which a plausible value is guessed. */
  readonly name: string
  readonly depth: number
  /** The text that is to be said, once. */
  say(): string | undefined
}

/** How deep recursion goes before it takes whatever ends soonest. */
const deep = 4
/** How deep it goes at all. */
const deepest = 24

/** A value that is valid under a schema. */
export function valueOf(schema: unknown, place: Place): unknown {
  if (place.depth > deepest) throw new BrownoutError(`Cannot make a value for ${place.path}: the schema never ends.`)
  if (schema === true || schema === undefined) return place.say() ?? 'anything'
  if (schema === false) throw new BrownoutError(`Cannot make a value for ${place.path}: its schema is false, and allows none.`)
  const keywords = schema as Keywords
  if ('const' in keywords) return keywords['const']
  if (Array.isArray(keywords['enum'])) return place.random.pick(keywords['enum'].length > 1 ? keywords['enum'].filter((choice) => choice !== null) : keywords['enum'])
  if (typeof keywords['$ref'] === 'string') return valueOf(merged([resolve(keywords['$ref'], place), without(keywords, '$ref')]), { ...place, depth: place.depth + 1 })
  if (Array.isArray(keywords['allOf'])) return valueOf(merged([without(keywords, 'allOf'), ...keywords['allOf'].map((part) => resolved(part, place))]), place)
  const branches = keywords['anyOf'] ?? keywords['oneOf']
  if (Array.isArray(branches)) return valueOf(merged([without(without(keywords, 'anyOf'), 'oneOf'), resolved(branchOf(branches, place), place)]), { ...place, depth: place.depth + 1 })
  return typedValueOf(keywords, place)
}

function typedValueOf(keywords: Keywords, place: Place): unknown {
  const type = typeOf(keywords, place)
  switch (type) {
    case 'object': return objectOf(keywords, place)
    case 'array': return arrayOf(keywords, place)
    case 'string': return textOf(keywords, place)
    case 'integer':
    case 'number': return numberOf(keywords, place, type === 'integer')
    case 'boolean': return place.random.chance(0.5)
    case 'null': return null
    default: throw new BrownoutError(`Cannot make a value for ${place.path}: no such type as ${JSON.stringify(type)}.`)
  }
}

function typeOf(keywords: Keywords, { random, depth }: Place): unknown {
  const { type } = keywords
  if (Array.isArray(type)) {
    const some = type.filter((choice) => choice !== 'null')
    return some.length === 0 || (depth > deep && type.includes('null')) ? 'null' : random.pick(some)
  }
  if (type !== undefined) return type
  if ('properties' in keywords || 'required' in keywords || 'additionalProperties' in keywords) return 'object'
  if ('items' in keywords || 'prefixItems' in keywords) return 'array'
  if ('minimum' in keywords || 'maximum' in keywords || 'multipleOf' in keywords) return 'number'
  return 'string'
}

/** A branch that says something, and in the depth one that ends soonest. */
function branchOf(branches: readonly unknown[], { random, depth }: Place): unknown {
  const some = branches.filter((branch) => (branch as Keywords | null)?.['type'] !== 'null')
  if (some.length === 0) return branches[0]
  if (depth <= deep) return random.pick(some)
  return branches.toSorted((a, b) => weightOf(a) - weightOf(b))[0]
}

function weightOf(branch: unknown): number {
  const { type, $ref, enum: choices, const: only } = branch as Keywords
  if (type === 'null' || choices !== undefined || only !== undefined) return 0
  if ($ref !== undefined) return 3
  return type === 'object' || type === 'array' ? 2 : 1
}

function objectOf(keywords: Keywords, place: Place): unknown {
  const properties = (keywords['properties'] ?? {}) as Keywords
  const required = (keywords['required'] ?? []) as readonly string[]
  const names = Object.keys(properties).filter((name) => required.includes(name) || (place.depth < deep && place.random.chance(0.7)))
  const entries = [...new Set([...names, ...required])].map((name) => [name, valueOf(properties[name], within(place, `${place.path}.${name}`, name))] as const)
  const least = (keywords['minProperties'] as number | undefined) ?? 0
  const additional = keywords['additionalProperties']
  while (entries.length < least) {
    if (additional === false) throw new BrownoutError(`Cannot make a value for ${place.path}: minProperties asks for more properties than there are.`)
    const name = `property${entries.length + 1}`
    entries.push([name, valueOf(additional, within(place, `${place.path}.${name}`, name))])
  }
  return Object.fromEntries(entries)
}

function arrayOf(keywords: Keywords, place: Place): unknown {
  const first = (keywords['prefixItems'] ?? []) as readonly unknown[]
  const least = Math.max((keywords['minItems'] as number | undefined) ?? 0, first.length)
  const most = Math.min((keywords['maxItems'] as number | undefined) ?? least + 2, least + 2)
  const count = place.depth > deep ? least : Math.max(least, place.random.integer(Math.min(Math.max(1, least), most), most))
  const isUnique = keywords['uniqueItems'] === true
  const items: unknown[] = []
  for (let tries = 0; items.length < count && tries < count + 50; tries++) {
    const item = valueOf(first[items.length] ?? keywords['items'], within(place, `${place.path}[${items.length}]`, place.name.replace(/s$/, '')))
    if (!isUnique || !items.some((other) => JSON.stringify(other) === JSON.stringify(item))) items.push(item)
  }
  if (items.length < least) throw new BrownoutError(`Cannot make a value for ${place.path}: uniqueItems asks for more different items than the schema allows.`)
  return items
}

function within(place: Place, path: string, name: string): Place {
  return { ...place, path, name, depth: place.depth + 1 }
}

function without(keywords: Keywords, name: string): Keywords {
  const { [name]: _left, ...rest } = keywords
  return rest
}

function resolved(schema: unknown, place: Place): unknown {
  const reference = (schema as Keywords | null)?.['$ref']
  return typeof reference === 'string' ? merged([resolve(reference, place), without(schema as Keywords, '$ref')]) : schema
}

function resolve(reference: string, { root, path }: Place): unknown {
  if (!reference.startsWith('#')) throw new BrownoutError(`Cannot make a value for ${path}: "${reference}" is not within the schema.`)
  const steps = reference.slice(1).split('/').filter((step) => step !== '').map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
  const found = steps.reduce<unknown>((at, step) => (at as Keywords | undefined)?.[step], root)
  if (found === undefined) throw new BrownoutError(`Cannot make a value for ${path}: the schema has no "${reference}".`)
  return found
}

/** Schemas that must all hold, as one: properties and required names add up, the rest of the later ones wins. */
function merged(schemas: readonly unknown[]): unknown {
  return schemas.reduce<unknown>((left, right) => {
    if (left === true || left === undefined) return right
    if (right === true || right === undefined) return left
    if (left === false || right === false) return false
    const [a, b] = [left as Keywords, right as Keywords]
    const both: Record<string, unknown> = { ...a, ...b }
    if (a['properties'] !== undefined && b['properties'] !== undefined) both['properties'] = { ...(a['properties'] as object), ...(b['properties'] as object) }
    if (a['required'] !== undefined && b['required'] !== undefined) both['required'] = [...new Set([...(a['required'] as string[]), ...(b['required'] as string[])])]
    return both
  }, true)
}
