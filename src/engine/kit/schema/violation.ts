import type { JsonSchema } from '../../model/call.ts'
import { canonicalJson } from '../../base/hash.ts'
import { budget } from './budget.ts'
import { formats } from './formats.ts'
import type { Effort } from './effort.ts'
import { expressionOf } from './expression.ts'
import { itemSchemas, schemasByPattern, type Keywords } from './reference.ts'
import { referenced } from './resources.ts'
import { evaluatedItems, evaluatedNames, type Judge } from './unevaluated.ts'

/** The path of a violation and the keyword that is violated. */
export interface Violation {
  readonly path: string
  readonly keyword: string
}

interface Place {
  readonly path: string
  readonly root: JsonSchema
  readonly depth: number
  /** The limit of work for a value that is being generated. Default: none */
  readonly effort?: Effort
}

type Members = { readonly [name: string]: unknown }
type Check = (value: never, argument: never, schema: Keywords, place: Place) => Violation | boolean | undefined

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

/** The values of long enums, in a form with fast look-up. */
const sets = new WeakMap<readonly unknown[], ReadonlySet<string>>()
const shortest = 16

function isAmong(value: unknown, choices: readonly unknown[]): boolean {
  if (choices.length < shortest) return choices.some((choice) => isEqual(value, choice))
  const set = sets.get(choices) ?? new Set(choices.map(canonicalJson))
  sets.set(choices, set)
  return set.has(canonicalJson(value))
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
  enum: (value: unknown, choices: readonly unknown[]) => isAmong(value, choices),
  $ref: (value: unknown, reference: string, schema, place) => violation(value, referenced(reference, place.root, schema) ?? false, place),
  // The target of a dynamic reference depends on the path to it. Here it is the target of a plain reference.
  $dynamicRef: (value: unknown, reference: string, schema, place) =>
    violation(value, referenced(reference, place.root, schema) ?? false, place),
  $recursiveRef: (value: unknown, reference: string, schema, place) =>
    violation(value, referenced(reference, place.root, schema) ?? false, place),
  allOf: (value: unknown, parts: readonly unknown[], _, place) => firstOf(parts.map((part) => violation(value, part, place))),
  anyOf: (value: unknown, branches: readonly unknown[], _, place) => branches.some((branch) => fits(value, branch, place)),
  oneOf: (value: unknown, branches: readonly unknown[], _, place) => branches.filter((branch) => fits(value, branch, place)).length === 1,
  not: (value: unknown, schema: unknown, _, place) => !fits(value, schema, place),
  if: (value: unknown, condition: unknown, schema, place) =>
    violation(value, schema[fits(value, condition, place) ? 'then' : 'else'], place),
}

const ofNumbers: Readonly<Record<string, Check>> = {
  minimum: (value: number, least: unknown, { exclusiveMinimum }) =>
    exclusiveMinimum === true ? value > Number(least) : !(value < Number(least)),
  maximum: (value: number, most: unknown, { exclusiveMaximum }) =>
    exclusiveMaximum === true ? value < Number(most) : !(value > Number(most)),
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
  unevaluatedItems: (value: readonly unknown[], rest: unknown, schema, place) => {
    const spoken = evaluatedItems(value, schema, judgeAt(place))
    return firstOf(
      value.map((item, index) => (spoken.has(index) ? undefined : violation(item, rest, { ...place, path: `${place.path}[${index}]` }))),
    )
  },
}

/** Decides which properties and items are unevaluated, at a place. */
function judgeAt(place: Place): Judge {
  return {
    fits: (value, schema) => fits(value, schema, place),
    referenced: (reference, from) => referenced(reference, place.root, from),
  }
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
  dependentSchemas: (value: Members, all: Keywords, _, place) => violationOfDependents(value, all, place),
  dependencies: (value: Members, all: Keywords, _, place) => violationOfDependents(value, all, place),
  unevaluatedProperties: (value: Members, rest: unknown, schema, place) => {
    const spoken = evaluatedNames(value, schema, judgeAt(place))
    return violationOfMembers(value, place, (name) => (spoken.has(name) ? [] : [rest]))
  },
  propertyNames: (value: Members, schema: unknown, _, place) => Object.keys(value).every((name) => fits(name, schema, place)),
  properties: (value: Members, properties: Keywords, _, place) =>
    violationOfMembers(value, place, (name) => (Object.hasOwn(properties, name) ? [properties[name]] : [])),
  patternProperties: (value: Members, patterns: Keywords, _, place) =>
    violationOfMembers(value, place, (name) => schemasByPattern(name, patterns, place)),
  additionalProperties: (value: Members, additional: unknown, { properties = {}, patternProperties = {} }, place) =>
    violationOfMembers(value, place, (name) =>
      Object.hasOwn(properties as Keywords, name) || schemasByPattern(name, patternProperties as Keywords, place).length > 0
        ? []
        : [additional],
    ),
}

/** The violation of a keyword that applies if a property exists: other required properties, or a schema for the object. */
function violationOfDependents(value: Members, all: Keywords, place: Place): Violation | boolean | undefined {
  for (const [name, demand] of Object.entries(all)) {
    if (!Object.hasOwn(value, name)) continue
    if (Array.isArray(demand)) {
      if (!demand.every((other) => Object.hasOwn(value, other as string))) return false
      continue
    }
    const found = violation(value, demand, place)
    if (found !== undefined) return found
  }
  return undefined
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
  if (place.depth > budget.deepestCheck) return { path: place.path, keyword: '$ref' }
  if (place.effort?.isKnown(value, schema) === true) return undefined
  place.effort?.spend(place.path)
  const within = { ...place, depth: place.depth + 1 }
  const own = checksFor(value)
  for (const [keyword, argument] of Object.entries(schema)) {
    const check = Object.hasOwn(ofAny, keyword) ? ofAny[keyword] : Object.hasOwn(own, keyword) ? own[keyword] : undefined
    // Each check is selected by value type and keyword, so its arguments have the right types.
    const found = check?.(value as never, argument as never, schema, within)
    if (found === false) return { path: place.path, keyword }
    if (typeof found === 'object') return found
  }
  place.effort?.found(value, schema)
  return undefined
}

/**
 * Returns the first violation of a JSON Schema in a value; `undefined` if the value is valid. Covers the part of draft 2020-12 and older
 * drafts that providers accept. A validator that compiles schemas, such as ajv, cannot run if code generation is forbidden.
 * @example
 * violationOf({ days: '30' }, { type: 'object', properties: { days: { type: 'number' } } }) // => { path: '$.days', keyword: 'type' }
 */
export function violationOf(value: unknown, schema: JsonSchema | undefined, root: JsonSchema = schema ?? true): Violation | undefined {
  return violation(value, schema, { path: '$', root, depth: 0 })
}

/**
 * Does the same for a value that is being generated.
 * @throws UnanswerableError if no steps are left
 */
export function violationWithin(effort: Effort, value: unknown, schema: unknown, root: JsonSchema): Violation | undefined {
  return violation(value, schema, { path: '$', root, depth: 0, effort })
}
