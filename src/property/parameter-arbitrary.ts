import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'
import { BrownoutError } from '../engine/errors.ts'
import type { AnyFault } from '../engine/fault.ts'

type Keywords = { readonly [keyword: string]: unknown }

/** Spans that tell clients apart: below and above what they wait between tries, time out at, and accept as Retry-After. */
const tellingDurations = [1_000, 5_000, 20_000, 60_000, 120_000, 600_000] as const

/** The largest whole number that is tried where a schema sets no bound; enough to lie behind a short answer. */
const largeEnough = 12

/** Any value of one parameter, the simplest first; `undefined` where the schema does not say enough to draw one. */
function valueArbitrary(schema: Keywords): Arbitrary<unknown> | undefined {
  const { default: usual } = schema
  const choices = schema['enum'] as readonly unknown[] | undefined
  if (choices !== undefined)
    return fc.constantFrom(...(usual === undefined ? choices : [usual, ...choices.filter((choice) => choice !== usual)]))
  if ('const' in schema) return fc.constant(schema['const'])
  if (schema['unit'] === 'duration') return fc.constantFrom(...tellingDurations)
  const branches = (schema['anyOf'] ?? schema['oneOf']) as readonly Keywords[] | undefined
  if (branches !== undefined) return oneOf(branches.map(valueArbitrary).filter((branch) => branch !== undefined))
  switch (schema['type']) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer(boundsOf(schema))
    case 'number':
      return fc.double({
        min: (schema['minimum'] as number | undefined) ?? 0,
        max: (schema['maximum'] as number | undefined) ?? 1,
        noNaN: true,
      })
    default:
      return usual === undefined ? undefined : fc.constant(usual)
  }
}

function oneOf(branches: readonly Arbitrary<unknown>[]): Arbitrary<unknown> | undefined {
  return branches.length === 0 ? undefined : fc.oneof({ withCrossShrink: true }, ...branches)
}

/** JSON Schema writes safe integers as bounds where there are none. */
function boundsOf({ minimum, maximum, exclusiveMinimum }: Keywords): { min: number; max: number } {
  const least = (minimum as number | undefined) ?? (exclusiveMinimum === undefined ? 0 : (exclusiveMinimum as number) + 1)
  const min = least <= Number.MIN_SAFE_INTEGER ? 0 : least
  const most = (maximum as number | undefined) ?? Number.MAX_SAFE_INTEGER
  return { min, max: most >= Number.MAX_SAFE_INTEGER ? Math.max(min, largeEnough) : most }
}

/**
 * Any parameters of a fault. Those that need not be given may be left out, which is simplest.
 * @throws BrownoutError where one must be given, and its schema does not say enough to draw one
 */
export function parameterArbitrary(fault: AnyFault): Arbitrary<Record<string, unknown>> {
  const { properties = {}, required = [] } = z.toJSONSchema(fault.parameters, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Keywords>
    required?: string[]
  }
  const drawn = Object.entries(properties).map(([name, schema]) => [name, valueArbitrary(schema)] as const)
  const blank = drawn.find(([name, arbitrary]) => arbitrary === undefined && required.includes(name))
  if (blank !== undefined) {
    throw new BrownoutError(
      `Cannot draw parameters for "${fault.name}": its "${blank[0]}" must be given, and may be anything. Give the fault as an injection with its parameters, or the parameter a default.`,
    )
  }
  const arbitraries = Object.fromEntries(
    drawn.flatMap(([name, arbitrary]) => (arbitrary === undefined ? [] : [[name, arbitrary] as const])),
  )
  return fc.record(arbitraries, { requiredKeys: required })
}

/** The parameters of a fault to begin with: its defaults, or where some must be given, the same for ever. */
export function usualParameters(fault: AnyFault): Record<string, unknown> {
  return fault.parameters.safeParse({}).success ? {} : fc.sample(parameterArbitrary(fault), { seed: 0, numRuns: 1 })[0]!
}
