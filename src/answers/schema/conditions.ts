import type { Keywords } from '../../engine/kit/schema/reference.ts'

/** The requirements for a value that matches another schema, and for one that does not. */
export interface Condition {
  readonly when: unknown
  readonly met: unknown
  readonly otherwise: unknown
}

const known = new WeakMap<Keywords, readonly Condition[]>()

/** Returns the conditions of a schema: `if`, and requirements that depend on a property. The same objects each time. */
export function conditionsOf(schema: Keywords): readonly Condition[] {
  const before = known.get(schema)
  if (before !== undefined) return before
  const conditions: Condition[] = []
  if ('if' in schema) conditions.push({ when: schema['if'], met: schema['then'] ?? true, otherwise: schema['else'] ?? true })
  for (const keyword of ['dependentSchemas', 'dependentRequired', 'dependencies'] as const) {
    for (const [name, demand] of Object.entries((schema[keyword] ?? {}) as Keywords))
      conditions.push({
        when: { type: 'object', required: [name] },
        met: Array.isArray(demand) ? { type: 'object', required: demand } : demand,
        otherwise: true,
      })
  }
  known.set(schema, conditions)
  return conditions
}
