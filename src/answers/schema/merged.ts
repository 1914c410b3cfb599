import { UnanswerableError } from '../../engine/base/errors.ts'
import { canonicalJson } from '../../engine/base/hash.ts'
import { budget } from '../../engine/kit/schema/budget.ts'
import type { Effort } from '../../engine/kit/schema/effort.ts'
import { schemasByPattern, withOpenBounds, type Keywords } from '../../engine/kit/schema/reference.ts'
import { referenced } from '../../engine/kit/schema/resources.ts'
import { conditionsOf, type Condition } from './conditions.ts'
import type { Place } from './place.ts'

/** The key for the conditions of all parts of a flat schema. */
export const conditions = Symbol('conditions')

/** A schema without references, alternatives, conjunctions and conditions. */
export type Flat = Keywords & { readonly [conditions]?: readonly Condition[] }

type Combine = (a: never, b: never) => unknown

function common(a: readonly unknown[], b: readonly unknown[]): readonly unknown[] {
  const others = new Set(b.map(canonicalJson))
  return a.filter((choice) => others.has(canonicalJson(choice)))
}

function commonTypes(a: string | readonly string[], b: string | readonly string[]): readonly string[] {
  const [left, right] = [[a].flat(), [b].flat()]
  const isWhole = [...left, ...right].includes('integer')
  return left
    .filter((type) => right.includes(type) || (type === 'integer' && right.includes('number')))
    .concat(isWhole && left.includes('number') && !right.includes('number') ? ['integer'] : [])
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

function bothOf(a: unknown, b: unknown): unknown {
  return { allOf: [a, b] }
}

/** How to combine a keyword of two schemas. The later one wins for keywords that are not listed. */
const combined: Readonly<Record<string, Combine>> = {
  type: commonTypes,
  enum: common,
  required: (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])],
  items: bothOf,
  additionalProperties: bothOf,
  unevaluatedProperties: bothOf,
  propertyNames: bothOf,
  // An array can have to contain one item for each.
  contains: (a: unknown, b: unknown) => [a, b].flat(),
  not: (a: unknown, b: unknown) => ({ anyOf: [a, b] }),
  prefixItems: (a: readonly unknown[], b: readonly unknown[]) =>
    Array.from({ length: Math.max(a.length, b.length) }, (_, index) =>
      index in a && index in b ? bothOf(a[index], b[index]) : index in a ? a[index] : b[index],
    ),
  multipleOf: (a: number, b: number) => (Number.isInteger(a) && Number.isInteger(b) ? (a * b) / greatestCommonDivisor(a, b) : b),
  ...Object.fromEntries(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'].map((name) => [name, Math.max])),
  ...Object.fromEntries(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'].map((name) => [name, Math.min])),
}

/** Returns a schema's requirements for a property; `undefined` if it does not mention it. */
function demanded(name: string, { properties = {}, patternProperties = {}, additionalProperties }: Keywords): unknown {
  const matched = schemasByPattern(name, patternProperties as Keywords)
  const all = Object.hasOwn(properties as Keywords, name) ? [(properties as Keywords)[name], ...matched] : matched
  if (all.length === 0) return additionalProperties
  return all.length === 1 ? all[0] : { allOf: all }
}

/** Returns whether a schema mentions no property. */
function saysNothing({ properties, patternProperties, additionalProperties }: Keywords): boolean {
  return properties === undefined && patternProperties === undefined && additionalProperties === undefined
}

const namesPerStep = 4

/** Merges the properties of two schemas: each must satisfy both, including the one that does not name it. */
function mergedProperties(a: Keywords, b: Keywords, effort: Effort): unknown {
  if (saysNothing(b)) return a['properties']
  if (saysNothing(a)) return b['properties']
  const names = new Set([...Object.keys((a['properties'] ?? {}) as Keywords), ...Object.keys((b['properties'] ?? {}) as Keywords)])
  // Copying large objects is the slowest part.
  effort.spend('$', names.size / namesPerStep)
  return Object.fromEntries(
    [...names].map((name) => {
      const [left, right] = [demanded(name, a), demanded(name, b)]
      if (left === undefined || right === undefined) return [name, left ?? right]
      return [name, left === false || right === false ? false : bothOf(left, right)]
    }),
  )
}

/** Merges two schemas that must both hold; `false` if they obviously cannot. */
function merged(a: Flat | false, b: Flat | false, effort: Effort): Flat | false {
  if (a === false || b === false) return false
  const both: Record<string, unknown> = { ...a, ...b }
  if (a['properties'] !== undefined || b['properties'] !== undefined) both['properties'] = mergedProperties(a, b, effort)
  for (const [keyword, combine] of Object.entries(combined)) {
    // Both have this keyword, so both values have its type.
    if (a[keyword] !== undefined && b[keyword] !== undefined) both[keyword] = combine(a[keyword] as never, b[keyword] as never)
  }
  if ('const' in a && 'const' in b && canonicalJson(a['const']) !== canonicalJson(b['const'])) return false
  if ([both['enum'], both['type']].some((choices) => Array.isArray(choices) && choices.length === 0)) return false
  return { ...both, [conditions]: [...(a[conditions] ?? []), ...(b[conditions] ?? [])] }
}

/** The order in which branches are tried: at depth those that end soonest first, otherwise random, `null` last. */
function inOrder(branches: readonly unknown[], { depth, random, heightOf }: Place): readonly unknown[] {
  if (depth > budget.deep) return branches.toSorted((a, b) => heightOf(a) - heightOf(b))
  const drawn = branches.map((branch) => ({ branch, rank: (branch as Keywords | null)?.['type'] === 'null' ? 1 : random.next() }))
  return drawn.toSorted((a, b) => a.rank - b.rank).map(({ branch }) => branch)
}

function withBranch(keywords: Flat | false, branches: readonly unknown[], place: Place): Flat | false {
  for (const branch of inOrder(branches, place)) {
    const both = merged(keywords, flattened(branch, place), place.effort)
    if (both !== false) return both
  }
  return false
}

/**
 * Returns a schema without references, alternatives and conjunctions: references are resolved, and one alternative is chosen. Its
 * conditions are kept separately. `false` if no value can be valid.
 */
export function flattened(schema: unknown, place: Place): Flat | false {
  if (schema === false) return false
  if (typeof schema !== 'object' || schema === null) return {}
  place.effort.spend(place.path)
  const { $ref, $dynamicRef, $recursiveRef, allOf, anyOf, oneOf, if: _if, then: _then, else: _else, ...own } = schema as Keywords
  const deeper = { ...place, depth: place.depth + 1 }
  if (deeper.depth > budget.deepestValue) throw new UnanswerableError(`Cannot make a value for ${place.path}: its schema never ends.`)
  let all: Flat | false = { ...withOpenBounds(own), [conditions]: conditionsOf(schema as Keywords) }
  for (const reference of [$ref, $dynamicRef, $recursiveRef])
    if (typeof reference === 'string') all = merged(all, flattened(follow(reference, schema, place), deeper), place.effort)
  for (const part of Array.isArray(allOf) ? (allOf as unknown[]) : []) all = merged(all, flattened(part, place), place.effort)
  for (const branches of [anyOf, oneOf]) {
    if (Array.isArray(branches)) all = withBranch(all, branches, deeper)
  }
  return all
}

function follow(reference: string, from: unknown, { root, path }: Place): unknown {
  const found = referenced(reference, root, from)
  if (found === undefined)
    throw new UnanswerableError(`Cannot make a value for ${path}: its $ref is ${JSON.stringify(reference)}, which is not in the schema.`)
  return found
}
