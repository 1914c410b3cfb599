import type { JsonSchema } from '../../model/call.ts'
import { canonicalJson } from '../../base/hash.ts'
import { formats } from './formats.ts'
import { expressionOf, itemSchemas, referenced, type Keywords } from './reference.ts'

/** Where a value breaks its schema, and which keyword it breaks. */
export interface Violation {
  readonly path: string
  readonly keyword: string
}

interface Place {
  readonly path: string
  readonly root: JsonSchema
  readonly depth: number
}

type Members = { readonly [name: string]: unknown }
type Check = (value: never, argument: never, schema: Keywords, place: Place) => Violation | boolean | undefined

/** How deep references go before they are taken for a circle. */
const deepest = 200

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'object':
      return isObject(value)
    case 'array':
      return Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    case 'null':
      return value === null
    default:
      return typeof value === type
  }
}

function isEqual(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

function fits(value: unknown, schema: unknown, place: Place): boolean {
  return violation(value, schema, place) === undefined
}

function firstOf(violations: Iterable<Violation | undefined>): Violation | undefined {
  for (const found of violations) if (found !== undefined) return found
  return undefined
}

const ofAny: Readonly<Record<string, Check>> = {
  type: (value: unknown, types: unknown, { nullable }) =>
    [types].flat().some((type) => isOfType(value, type)) || (nullable === true && value === null),
  const: (value: unknown, only: unknown) => isEqual(value, only),
  enum: (value: unknown, choices: readonly unknown[]) => choices.some((choice) => isEqual(value, choice)),
  $ref: (value: unknown, reference: string, _, place) => violation(value, referenced(reference, place.root) ?? false, place),
  allOf: (value: unknown, parts: readonly unknown[], _, place) => firstOf(parts.map((part) => violation(value, part, place))),
  anyOf: (value: unknown, branches: readonly unknown[], _, place) => branches.some((branch) => fits(value, branch, place)),
  oneOf: (value: unknown, branches: readonly unknown[], _, place) => branches.filter((branch) => fits(value, branch, place)).length === 1,
  not: (value: unknown, schema: unknown, _, place) => !fits(value, schema, place),
  if: (value: unknown, condition: unknown, schema, place) =>
    violation(value, schema[fits(value, condition, place) ? 'then' : 'else'], place),
}

const ofNumbers: Readonly<Record<string, Check>> = {
  minimum: (value: number, least: unknown) => !(value < Number(least)),
  maximum: (value: number, most: unknown) => !(value > Number(most)),
  exclusiveMinimum: (value: number, bound: unknown) => typeof bound !== 'number' || value > bound,
  exclusiveMaximum: (value: number, bound: unknown) => typeof bound !== 'number' || value < bound,
  multipleOf: (value: number, step: number) => Number.isInteger(value / step),
}

const ofTexts: Readonly<Record<string, Check>> = {
  minLength: (value: string, least: number) => [...value].length >= least,
  maxLength: (value: string, most: number) => [...value].length <= most,
  pattern: (value: string, pattern: string) => expressionOf(pattern)?.test(value) ?? false,
  format: (value: string, format: string) => formats.get(format)?.test(value) ?? true,
}

const ofArrays: Readonly<Record<string, Check>> = {
  minItems: (value: readonly unknown[], least: number) => value.length >= least,
  maxItems: (value: readonly unknown[], most: number) => value.length <= most,
  uniqueItems: (value: readonly unknown[], isAsked: boolean) => !isAsked || new Set(value.map(canonicalJson)).size === value.length,
  contains: (value: readonly unknown[], schema: unknown, { minContains = 1, maxContains = Infinity }, place) => {
    const count = value.filter((item) => fits(item, schema, place)).length
    return count >= (minContains as number) && count <= (maxContains as number)
  },
  prefixItems: (value: readonly unknown[], _: unknown, schema, place) => violationOfItems(value, schema, place),
  items: (value: readonly unknown[], _: unknown, schema, place) => violationOfItems(value, schema, place),
}

function violationOfItems(value: readonly unknown[], schema: Keywords, place: Place): Violation | undefined {
  const { first, rest } = itemSchemas(schema)
  return firstOf(
    value.map((item, index) => violation(item, index < first.length ? first[index] : rest, { ...place, path: `${place.path}[${index}]` })),
  )
}

const ofObjects: Readonly<Record<string, Check>> = {
  minProperties: (value: Members, least: number) => Object.keys(value).length >= least,
  maxProperties: (value: Members, most: number) => Object.keys(value).length <= most,
  required: (value: Members, names: readonly string[]) => names.every((name) => Object.hasOwn(value, name)),
  dependentRequired: (value: Members, all: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(all).every(([name, others]) => !Object.hasOwn(value, name) || others.every((other) => Object.hasOwn(value, other))),
  propertyNames: (value: Members, schema: unknown, _, place) => Object.keys(value).every((name) => fits(name, schema, place)),
  properties: (value: Members, properties: Keywords, _, place) =>
    violationOfMembers(value, place, (name) => (Object.hasOwn(properties, name) ? [properties[name]] : [])),
  patternProperties: (value: Members, patterns: Keywords, _, place) =>
    violationOfMembers(value, place, (name) => schemasByPattern(name, patterns)),
  additionalProperties: (value: Members, additional: unknown, { properties = {}, patternProperties = {} }, place) =>
    violationOfMembers(value, place, (name) =>
      Object.hasOwn(properties as Keywords, name) || schemasByPattern(name, patternProperties as Keywords).length > 0 ? [] : [additional],
    ),
}

/** The schemas that hold for a property because of its name. */
export function schemasByPattern(name: string, patterns: Keywords): readonly unknown[] {
  return Object.entries(patterns)
    .filter(([pattern]) => expressionOf(pattern)?.test(name))
    .map(([, schema]) => schema)
}

function violationOfMembers(value: Members, place: Place, schemasFor: (name: string) => readonly unknown[]): Violation | undefined {
  return firstOf(
    Object.entries(value).flatMap(([name, member]) =>
      schemasFor(name).map((schema) => violation(member, schema, { ...place, path: `${place.path}.${name}` })),
    ),
  )
}

function checksFor(value: unknown): Readonly<Record<string, Check>> {
  if (typeof value === 'number') return ofNumbers
  if (typeof value === 'string') return ofTexts
  if (Array.isArray(value)) return ofArrays
  return isObject(value) ? ofObjects : {}
}

function violation(value: unknown, schema: unknown, place: Place): Violation | undefined {
  if (schema === false) return { path: place.path, keyword: 'false' }
  if (!isObject(schema)) return undefined
  if (place.depth > deepest) return { path: place.path, keyword: '$ref' }
  const within = { ...place, depth: place.depth + 1 }
  const own = checksFor(value)
  for (const [keyword, argument] of Object.entries(schema)) {
    const check = Object.hasOwn(ofAny, keyword) ? ofAny[keyword] : Object.hasOwn(own, keyword) ? own[keyword] : undefined
    // Each check is looked up by the kind of value and the keyword, so it gets what it is written for.
    const found = check?.(value as never, argument as never, schema, within)
    if (found === false) return { path: place.path, keyword }
    if (typeof found === 'object') return found
  }
  return undefined
}

/**
 * Returns the first violation of a JSON Schema by a value; `undefined` if the value is valid. Covers what providers accept of the
 * 2020-12 draft and of older ones. A validator that compiles schemas, as ajv does, cannot run where code generation is forbidden.
 * @example
 * violationOf({ days: '30' }, { type: 'object', properties: { days: { type: 'number' } } }) // => { path: '$.days', keyword: 'type' }
 */
export function violationOf(value: unknown, schema: JsonSchema | undefined, root: JsonSchema = schema ?? true): Violation | undefined {
  return violation(value, schema, { path: '$', root, depth: 0 })
}
