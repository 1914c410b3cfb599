import { z } from 'zod'
import type { FaultDefinition } from '../../../engine/model/fault.ts'

/** The JSON Schema of one parameter. */
export type ParameterSchema = { readonly [keyword: string]: unknown }

/** Durations that distinguish clients: below and above their waits between attempts, their timeouts and the Retry-After they accept. */
export const tellingDurations = [1_000, 5_000, 20_000, 60_000, 120_000, 600_000] as const

/** The largest integer to try if a schema has no bound: it is after the end of a short answer. */
const largeEnough = 12

/** The largest multiple of its usual value that a parameter is tried with. */
const timesUsual = 4

/** The schema of a fault's parameters, as JSON Schema. */
export function schemaOf(fault: FaultDefinition): {
  readonly properties: Readonly<Record<string, ParameterSchema>>
  readonly required: readonly string[]
} {
  const { properties = {}, required = [] } = z.toJSONSchema(fault.parameters, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, ParameterSchema>
    required?: string[]
  }
  return { properties, required }
}

/** The values of an enumeration. */
export function choicesOf(schema: ParameterSchema): readonly unknown[] | undefined {
  return schema['enum'] as readonly unknown[] | undefined
}

/** The alternatives of a union. */
export function branchesOf(schema: ParameterSchema): readonly ParameterSchema[] | undefined {
  return (schema['anyOf'] ?? schema['oneOf']) as readonly ParameterSchema[] | undefined
}

export function isDuration(schema: ParameterSchema): boolean {
  return schema['unit'] === 'duration'
}

/** Returns the minimum and maximum integer to try. Without a bound, JSON Schema uses safe integers. */
export function boundsOf({ minimum, maximum, exclusiveMinimum, default: usual }: ParameterSchema): { min: number; max: number } {
  const least = (minimum as number | undefined) ?? (exclusiveMinimum === undefined ? 0 : (exclusiveMinimum as number) + 1)
  const min = least <= Number.MIN_SAFE_INTEGER ? 0 : least
  const most = (maximum as number | undefined) ?? Number.MAX_SAFE_INTEGER
  // A bound is what is allowed, not what is useful: events of 50 MB reveal no more than events slightly above the usual size.
  const worth = Math.max(min, largeEnough, typeof usual === 'number' ? usual * timesUsual : 0)
  return { min, max: Math.min(most, worth) }
}
