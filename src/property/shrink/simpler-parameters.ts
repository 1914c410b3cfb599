import type { FaultDefinition } from '../../engine/model/fault.ts'
import {
  boundsOf,
  branchesOf,
  choicesOf,
  isDuration,
  schemaOf,
  tellingDurations,
  type ParameterSchema,
} from '../search/parameters/schema.ts'

/** The most smaller numbers to try. */
const mostSmaller = 64

/** The parameters that are one step simpler, the simplest first: one of them usual, earlier in its list, or smaller. */
export function simplerParameters(fault: FaultDefinition, parameters: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  const { properties } = schemaOf(fault)
  return Object.keys(parameters)
    .flatMap((name) => {
      const { [name]: value, ...rest } = parameters
      return [rest, ...simplerValues(properties[name] ?? {}, value).map((simpler) => ({ ...parameters, [name]: simpler }))]
    })
    .filter((simpler) => fault.parameters.safeParse(simpler).success)
}

function simplerValues(schema: ParameterSchema, value: unknown): readonly unknown[] {
  const choices = choicesOf(schema)
  if (choices?.includes(value) === true) return choices.slice(0, choices.indexOf(value))
  if (typeof value === 'boolean') return value ? [false] : []
  if (isDuration(schema)) return tellingDurations.filter((duration) => typeof value === 'number' && duration < value)
  const branches = branchesOf(schema)
  if (branches !== undefined) return branches.flatMap((branch) => simplerValues(branch, value))
  if (schema['type'] !== 'integer' || typeof value !== 'number') return []
  const { min } = boundsOf(schema)
  return Array.from({ length: Math.min(Math.max(value - min, 0), mostSmaller) }, (_, index) => min + index)
}
