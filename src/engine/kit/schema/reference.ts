import type { JsonSchema } from '../../model/call.ts'

/** A schema that is an object, as most are. */
export type Keywords = { readonly [keyword: string]: unknown }

/** What a reference within a schema refers to; `undefined` where there is no such place. */
export function referenced(reference: string, root: JsonSchema): unknown {
  if (!reference.startsWith('#')) return undefined
  const steps = reference
    .slice(1)
    .split('/')
    .filter((step) => step !== '')
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
  return steps.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as Keywords)[step] : undefined),
    root,
  )
}

/** The schemas of an array's first items, and that of the rest: draft 7 says with `items` what later drafts say with `prefixItems`. */
export function itemSchemas(keywords: Keywords): { readonly first: readonly unknown[]; readonly rest: unknown } {
  const { prefixItems, items, additionalItems } = keywords
  if (Array.isArray(items)) return { first: items, rest: additionalItems }
  return { first: Array.isArray(prefixItems) ? prefixItems : [], rest: items }
}

/** A schema's regular expression; `undefined` where JavaScript cannot read it, as with one that was written for Python. */
export function expressionOf(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags)
    } catch {
      // Without the flag more is allowed: escapes of what needs none, for one.
    }
  }
  return undefined
}

/** What a keyword says anywhere within a schema. */
export function sayingsOf(schema: unknown, keyword: string): unknown[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = Object.hasOwn(schema, keyword) ? [(schema as Keywords)[keyword]] : []
  return [...own, ...Object.values(schema).flatMap((member) => sayingsOf(member, keyword))]
}
