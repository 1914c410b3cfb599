import type { JsonSchema } from '../../engine/model/call.ts'
import { itemSchemas, type Keywords } from '../../engine/kit/schema/reference.ts'
import { referenced } from '../../engine/kit/schema/resources.ts'

function subschemasOf(value: unknown, found: Set<object>): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  found.add(value)
  for (const member of Object.values(value)) subschemasOf(member, found)
  return found
}

function most(heights: readonly number[]): number {
  return Math.max(0, ...heights)
}

/** Returns the minimum height of a schema's values, from the known heights of the schemas in it. */
function step(keywords: Keywords, root: JsonSchema, known: (schema: unknown) => number): number {
  if ('const' in keywords || 'enum' in keywords) return 0
  const { $ref, allOf, anyOf, oneOf, required, properties, minItems } = keywords
  const heights: number[] = []
  if (typeof $ref === 'string') heights.push(known(referenced($ref, root, keywords)))
  if (Array.isArray(allOf)) heights.push(...allOf.map(known))
  for (const branches of [anyOf, oneOf]) if (Array.isArray(branches)) heights.push(Math.min(...branches.map(known)))
  if (Array.isArray(required)) heights.push(1 + most(required.map((name) => known((properties as Keywords | undefined)?.[name as string]))))
  if (typeof minItems === 'number' && minItems > 0) {
    const { first, rest } = itemSchemas(keywords)
    heights.push(1 + most([...first, ...(minItems > first.length ? [rest] : [])].map(known)))
  }
  return most(heights)
}

/**
 * Returns the minimum number of steps for a value of each schema within a root. It distinguishes a branch of a recursive schema that
 * ends from one that continues. `Infinity` for one that never ends. Computed on first use.
 */
export function heightsOf(root: JsonSchema): (schema: unknown) => number {
  let heights: Map<unknown, number> | undefined
  const known = (schema: unknown): number => (typeof schema === 'object' && schema !== null ? (heights!.get(schema) ?? 0) : 0)
  const settle = (): void => {
    const all = subschemasOf(root, new Set())
    heights = new Map([...all].map((schema) => [schema, Infinity]))
    for (let isSettled = false; !isSettled;) {
      isSettled = true
      for (const schema of all) {
        const height = step(schema as Keywords, root, known)
        if (height === known(schema)) continue
        heights.set(schema, height)
        isSettled = false
      }
    }
  }
  return (schema) => {
    if (heights === undefined) settle()
    return known(schema)
  }
}
