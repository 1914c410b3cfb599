import fc, { type Arbitrary } from 'fast-check'
import { BrownoutError } from '../../../engine/base/errors.ts'
import type { FaultDefinition } from '../../../engine/model/fault.ts'
import { boundsOf, branchesOf, choicesOf, isDuration, schemaOf, tellingDurations, type ParameterSchema } from './schema.ts'

const known = new WeakMap<FaultDefinition, Arbitrary<Record<string, unknown>>>()

/**
 * Any parameters of a fault. Missing optional ones are simplest.
 * @throws BrownoutError if the schema of a required one is not precise enough to draw a value
 */
export function parameterArbitrary(fault: FaultDefinition): Arbitrary<Record<string, unknown>> {
  const made = known.get(fault) ?? makeArbitrary(fault)
  known.set(fault, made)
  return made
}

function makeArbitrary(fault: FaultDefinition): Arbitrary<Record<string, unknown>> {
  const { properties, required } = schemaOf(fault)
  const drawn = Object.entries(properties).map(([name, schema]) => [name, valueArbitrary(schema)] as const)
  const blank = drawn.find(([name, arbitrary]) => arbitrary === undefined && required.includes(name))
  if (blank !== undefined) {
    throw new BrownoutError(
      `Cannot draw parameters for "${fault.name}": its "${blank[0]}" is required and has no schema to draw from. Pass the fault with its parameters, or give the parameter a default.`,
    )
  }
  const arbitraries = Object.fromEntries(
    drawn.flatMap(([name, arbitrary]) => (arbitrary === undefined ? [] : [[name, arbitrary] as const])),
  )
  return fc.record(arbitraries, { requiredKeys: [...required] })
}

/** Any value of one parameter, the simplest first. `undefined` if the schema is not precise enough to draw one. */
function valueArbitrary(schema: ParameterSchema): Arbitrary<unknown> | undefined {
  const { default: usual } = schema
  const choices = choicesOf(schema)
  if (choices !== undefined)
    return fc.constantFrom(...(usual === undefined ? choices : [usual, ...choices.filter((choice) => choice !== usual)]))
  if ('const' in schema) return fc.constant(schema['const'])
  if (isDuration(schema)) return fc.constantFrom(...tellingDurations)
  const branches = branchesOf(schema)
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
