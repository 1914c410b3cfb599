import fc from 'fast-check'
import type { FaultDefinition } from '../../../engine/model/fault.ts'
import { parameterArbitrary } from './arbitrary.ts'
import { boundsOf, isDuration, schemaOf } from './schema.ts'

/** The parameters to try first: the defaults or, for required ones, fixed drawn values. */
export function usualParameters(fault: FaultDefinition): Record<string, unknown> {
  return fault.parameters.safeParse({}).success ? {} : fc.sample(parameterArbitrary(fault), { seed: 0, numRuns: 1 })[0]!
}

/**
 * The parameters with which a fault fires most easily: as early as possible, and with certainty. `undefined` if they are the
 * usual ones.
 */
export function insistentParameters(fault: FaultDefinition): Record<string, unknown> | undefined {
  const usual = usualParameters(fault)
  const insistent = Object.entries(schemaOf(fault).properties).flatMap(([name, schema]): [string, unknown][] => {
    if (isDuration(schema)) return []
    if (schema['type'] === 'integer') return [[name, boundsOf(schema).min]]
    return schema['type'] === 'number' && schema['maximum'] === 1 ? [[name, 1]] : []
  })
  const parameters = { ...usual, ...Object.fromEntries(insistent) }
  return insistent.length > 0 && fault.parameters.safeParse(parameters).success ? parameters : undefined
}
