import { itemSchemas, schemasByPattern, type Keywords } from './reference.ts'

/** Validates values against schemas and resolves references. */
export interface Judge {
  fits(value: unknown, schema: unknown): boolean
  referenced(reference: string, from: Keywords): unknown
}

/** The schemas that apply to a value in addition to its own keywords: referenced schemas and matching branches. */
function appliedOf(value: unknown, schema: Keywords, judge: Judge): unknown[] {
  const { $ref, $dynamicRef, allOf, anyOf, oneOf, then, else: otherwise } = schema
  const dependents = (schema['dependentSchemas'] ?? {}) as Keywords
  const condition = schema['if']
  const references = [$ref, $dynamicRef].filter((reference) => typeof reference === 'string')
  const branches = [anyOf, oneOf].flatMap((all) => (Array.isArray(all) ? (all as unknown[]) : []))
  const isMet = condition !== undefined && judge.fits(value, condition)
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : []
  return [
    ...references.map((reference) => judge.referenced(reference, schema)),
    ...(Array.isArray(allOf) ? (allOf as unknown[]) : []),
    ...branches.filter((branch) => judge.fits(value, branch)),
    ...(condition === undefined ? [] : isMet ? [condition, then] : [otherwise]),
    ...names.filter((name) => Object.hasOwn(dependents, name)).map((name) => dependents[name]),
  ]
}

/**
 * The properties of a value that a schema evaluates, at this level, for its own `unevaluatedProperties`.
 * @param seen the schemas visited so far, since references can be circular
 */
export function evaluatedNames(value: object, schema: Keywords, judge: Judge, seen = new Set<object>()): Set<string> {
  const names = new Set<string>()
  if (seen.has(schema)) return names
  seen.add(schema)
  const { properties = {}, patternProperties = {}, additionalProperties } = schema
  for (const name of Object.keys(value)) {
    const isNamed = Object.hasOwn(properties as Keywords, name) || schemasByPattern(name, patternProperties as Keywords).length > 0
    if (isNamed || additionalProperties !== undefined) names.add(name)
  }
  for (const part of appliedOf(value, schema, judge)) {
    if (typeof part !== 'object' || part === null) continue
    for (const name of 'unevaluatedProperties' in part ? Object.keys(value) : evaluatedNames(value, part as Keywords, judge, seen))
      names.add(name)
  }
  return names
}

/** The items of a value that a schema evaluates, at this level, for its own `unevaluatedItems`. */
export function evaluatedItems(value: readonly unknown[], schema: Keywords, judge: Judge, seen = new Set<object>()): Set<number> {
  const indexes = new Set<number>()
  if (seen.has(schema)) return indexes
  seen.add(schema)
  const { first, rest } = itemSchemas(schema)
  const { contains } = schema
  for (const [index, item] of value.entries())
    if (index < first.length || rest !== undefined || (contains !== undefined && judge.fits(item, contains))) indexes.add(index)
  for (const part of appliedOf(value, schema, judge)) {
    if (typeof part !== 'object' || part === null) continue
    const spoken = 'unevaluatedItems' in part ? value.keys() : evaluatedItems(value, part as Keywords, judge, seen)
    for (const index of spoken) indexes.add(index)
  }
  return indexes
}
