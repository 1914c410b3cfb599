import { budget } from './budget.ts'
import type { Effort } from './effort.ts'
import { expressionOf } from './expression.ts'

/** A schema that is an object. */
export type Keywords = { readonly [keyword: string]: unknown }

/** The schemas of an array's first items and of the rest: `items` of draft 7 is `prefixItems` in later drafts. */
export function itemSchemas(keywords: Keywords): { readonly first: readonly unknown[]; readonly rest: unknown } {
  const { prefixItems, items, additionalItems } = keywords
  if (Array.isArray(items)) return { first: items, rest: additionalItems }
  return { first: Array.isArray(prefixItems) ? prefixItems : [], rest: items }
}

/** Returns a schema with bounds as in later drafts: in draft 4 `exclusiveMinimum: true` makes `minimum` an open bound. */
export function withOpenBounds(keywords: Keywords): Keywords {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...others } = keywords
  if (typeof exclusiveMinimum !== 'boolean' && typeof exclusiveMaximum !== 'boolean') return keywords
  return {
    ...others,
    ...(exclusiveMinimum === true ? { exclusiveMinimum: minimum } : { minimum }),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: maximum } : { maximum }),
    ...(typeof exclusiveMinimum === 'number' && { exclusiveMinimum }),
    ...(typeof exclusiveMaximum === 'number' && { exclusiveMaximum }),
  }
}

/** Returns all values of a keyword within a schema. */
export function sayingsOf(schema: unknown, keyword: string): unknown[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = Object.hasOwn(schema, keyword) ? [(schema as Keywords)[keyword]] : []
  return [...own, ...Object.values(schema).flatMap((member) => sayingsOf(member, keyword))]
}

/** The place of a value, and the counter of the work on it, if it is counted. */
export interface CountedPlace {
  readonly path: string
  readonly effort?: Effort
}

/** Returns the schemas whose name pattern matches a property. Each pattern tried is counted. */
export function schemasByPattern(name: string, patterns: Keywords, place?: CountedPlace): readonly unknown[] {
  const all = Object.entries(patterns)
  place?.effort?.spend(place.path, all.length / budget.patternsPerStep)
  return all.filter(([pattern]) => expressionOf(pattern)?.test(name)).map(([, schema]) => schema)
}
