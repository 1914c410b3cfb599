import type { Keywords } from '../../engine/kit/schema/reference.ts'

/** What must hold of a value that another schema fits, and what of one that it does not fit. */
export interface Condition {
  readonly when: unknown
  readonly met: unknown
  readonly otherwise: unknown
}

const known = new WeakMap<Keywords, readonly Condition[]>()

/** The conditions that a schema states: `if`, and what holds where a property is there. The same objects each time. */
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
