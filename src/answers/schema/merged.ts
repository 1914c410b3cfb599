import { BrownoutError } from '../../engine/base/errors.ts'
import { canonicalJson } from '../../engine/base/hash.ts'
import { referenced, type Keywords } from '../../engine/kit/schema/reference.ts'
import { deep, deepest, type Place } from './place.ts'

type Combine = (a: never, b: never) => unknown

function common(a: readonly unknown[], b: readonly unknown[]): readonly unknown[] {
  return a.filter((choice) => b.some((other) => canonicalJson(choice) === canonicalJson(other)))
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

/** How two schemas that say the same keyword hold at once. What is not here, the later one says. */
const combined: Readonly<Record<string, Combine>> = {
  type: commonTypes,
  enum: common,
  required: (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])],
  properties: (a: Keywords, b: Keywords) => ({
    ...a,
    ...b,
    ...Object.fromEntries(
      Object.keys(a)
        .filter((name) => Object.hasOwn(b, name))
        .map((name) => [name, bothOf(a[name], b[name])]),
    ),
  }),
  items: bothOf,
  additionalProperties: bothOf,
  multipleOf: (a: number, b: number) => (Number.isInteger(a) && Number.isInteger(b) ? (a * b) / greatestCommonDivisor(a, b) : b),
  ...Object.fromEntries(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'].map((name) => [name, Math.max])),
  ...Object.fromEntries(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'].map((name) => [name, Math.min])),
}

/** Two schemas that must both hold, as one; `false` where they plainly cannot. */
function merged(a: Keywords | false, b: Keywords | false): Keywords | false {
  if (a === false || b === false) return false
  const both: Record<string, unknown> = { ...a, ...b }
  for (const [keyword, combine] of Object.entries(combined)) {
    // Both say this keyword, so both say it in its own type.
    if (a[keyword] !== undefined && b[keyword] !== undefined) both[keyword] = combine(a[keyword] as never, b[keyword] as never)
  }
  if ('const' in a && 'const' in b && canonicalJson(a['const']) !== canonicalJson(b['const'])) return false
  return [both['enum'], both['type']].some((choices) => Array.isArray(choices) && choices.length === 0) ? false : both
}

/** Branches in the order in which they are tried: in the depth what ends soonest, else drawn, with `null` last. */
function inOrder(branches: readonly unknown[], { depth, random, heightOf }: Place): readonly unknown[] {
  if (depth > deep) return branches.toSorted((a, b) => heightOf(a) - heightOf(b))
  const drawn = branches.map((branch) => ({ branch, rank: (branch as Keywords | null)?.['type'] === 'null' ? 1 : random.next() }))
  return drawn.toSorted((a, b) => a.rank - b.rank).map(({ branch }) => branch)
}

function withBranch(keywords: Keywords | false, branches: readonly unknown[], place: Place): Keywords | false {
  for (const branch of inOrder(branches, place)) {
    const both = merged(keywords, flattened(branch, place))
    if (both !== false) return both
  }
  return false
}

/**
 * A schema without references, alternatives and conjunctions: references are followed, and of alternatives one is taken.
 * `false` where no value can be valid.
 */
export function flattened(schema: unknown, place: Place): Keywords | false {
  if (schema === false) return false
  if (typeof schema !== 'object' || schema === null) return {}
  const { $ref, allOf, anyOf, oneOf, ...own } = schema as Keywords
  const deeper = { ...place, depth: place.depth + 1 }
  if (deeper.depth > deepest) throw new BrownoutError(`Cannot make a value for ${place.path}: its schema never ends.`)
  let all: Keywords | false = own
  if (typeof $ref === 'string') all = merged(all, flattened(follow($ref, place), deeper))
  for (const part of Array.isArray(allOf) ? (allOf as unknown[]) : []) all = merged(all, flattened(part, place))
  for (const branches of [anyOf, oneOf]) {
    if (Array.isArray(branches)) all = withBranch(all, branches, deeper)
  }
  return all
}

function follow(reference: string, { root, path }: Place): unknown {
  const found = referenced(reference, root)
  if (found === undefined)
    throw new BrownoutError(
      `Cannot make a value for ${path}: its $ref is ${JSON.stringify(reference)}, and there is no such place within the schema.`,
    )
  return found
}
