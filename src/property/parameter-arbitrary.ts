import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'
import { BrownoutError } from '../engine/base/errors.ts'
import type { FaultDefinition } from '../engine/model/fault.ts'

type Keywords = { readonly [keyword: string]: unknown }

/** Spans that tell clients apart: below and above what they wait between tries, time out at, and accept as Retry-After. */
const tellingDurations = [1_000, 5_000, 20_000, 60_000, 120_000, 600_000] as const

/** The largest whole number that is tried where a schema sets no bound; enough to lie behind a short answer. */
const largeEnough = 12

/** How many times the usual value of a parameter is tried at the most. */
const timesUsual = 4

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
function boundsOf({ minimum, maximum, exclusiveMinimum, default: usual }: Keywords): { min: number; max: number } {
  const least = (minimum as number | undefined) ?? (exclusiveMinimum === undefined ? 0 : (exclusiveMinimum as number) + 1)
  const min = least <= Number.MIN_SAFE_INTEGER ? 0 : least
  const most = (maximum as number | undefined) ?? Number.MAX_SAFE_INTEGER
  // A bound says what can be asked for, and not what is worth trying: events of 50 MB tell no more than some above the usual.
  const worth = Math.max(min, largeEnough, typeof usual === 'number' ? usual * timesUsual : 0)
  return { min, max: Math.min(most, worth) }
}

/** What a fault's parameters may be, as JSON Schema tells it. */
function schemaOf(fault: FaultDefinition): {
  readonly properties: Readonly<Record<string, Keywords>>
  readonly required: readonly string[]
} {
  const { properties = {}, required = [] } = z.toJSONSchema(fault.parameters, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Keywords>
    required?: string[]
  }
  return { properties, required }
}

const known = new WeakMap<FaultDefinition, Arbitrary<Record<string, unknown>>>()

/**
 * Any parameters of a fault. Those that need not be given may be left out, which is simplest.
 * @throws BrownoutError where one must be given, and its schema does not say enough to draw one
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
      `Cannot draw parameters for "${fault.name}": its "${blank[0]}" must be given, and may be anything. Give the fault as an injection with its parameters, or the parameter a default.`,
    )
  }
  const arbitraries = Object.fromEntries(
    drawn.flatMap(([name, arbitrary]) => (arbitrary === undefined ? [] : [[name, arbitrary] as const])),
  )
  return fc.record(arbitraries, { requiredKeys: [...required] })
}

/** The parameters of a fault to begin with: its defaults, or where some must be given, the same for ever. */
export function usualParameters(fault: FaultDefinition): Record<string, unknown> {
  return fault.parameters.safeParse({}).success ? {} : fc.sample(parameterArbitrary(fault), { seed: 0, numRuns: 1 })[0]!
}

/**
 * The parameters with which a fault fires most readily: as early as it can, and with certainty. `undefined` where they are
 * the usual ones.
 */
export function insistentParameters(fault: FaultDefinition): Record<string, unknown> | undefined {
  const usual = usualParameters(fault)
  const insistent = Object.entries(schemaOf(fault).properties).flatMap(([name, schema]): [string, unknown][] => {
    if (schema['unit'] === 'duration') return []
    if (schema['type'] === 'integer') return [[name, boundsOf(schema).min]]
    return schema['type'] === 'number' && schema['maximum'] === 1 ? [[name, 1]] : []
  })
  const parameters = { ...usual, ...Object.fromEntries(insistent) }
  return insistent.length > 0 && fault.parameters.safeParse(parameters).success ? parameters : undefined
}

/** The values of one parameter that differ in kind: each of a few, and of spans the longest, which no client waits for. */
function kindsOf(schema: Keywords): readonly unknown[] {
  const choices = schema['enum'] as readonly unknown[] | undefined
  if (choices !== undefined) return choices
  if ('const' in schema) return [schema['const']]
  if (schema['unit'] === 'duration') return [120_000]
  if (schema['type'] === 'boolean') return [false, true]
  const branches = (schema['anyOf'] ?? schema['oneOf']) as readonly Keywords[] | undefined
  return branches?.flatMap(kindsOf) ?? []
}

/** The parameter by which a fault says after how many deltas of a stream it fires. */
const place = 'afterDeltas'

/**
 * The other parameters with which a fault is worth a try: every one of a few values that a parameter has, and every class of
 * places in a stream; then two of them at once, since some say nothing without another.
 * @param deltas how many deltas the undisturbed streams of the app have, at most
 */
export function otherParameters(fault: FaultDefinition, deltas: number): Record<string, unknown>[] {
  const usual = usualParameters(fault)
  const completed = fault.parameters.safeParse(usual).data ?? usual
  // Before the first delta, after one, in the middle, before the last, and with nothing missing but the end marker.
  const places = [0, 1, Math.floor(deltas / 2), deltas - 1, deltas].filter((after) => after >= 0 && after <= deltas)
  const changes = Object.entries(schemaOf(fault).properties).map(([name, schema]) =>
    [...new Set(name === place ? places : kindsOf(schema))]
      .filter((value) => JSON.stringify(value) !== JSON.stringify(completed[name]))
      .map((value) => ({ [name]: value })),
  )
  const twoAtOnce = changes.flatMap((ones, index) =>
    changes.slice(index + 1).flatMap((others) => ones.flatMap((one) => others.map((other) => ({ ...one, ...other })))),
  )
  return [...changes.flat(), ...twoAtOnce]
    .map((change) => ({ ...usual, ...change }))
    .filter((parameters) => fault.parameters.safeParse(parameters).success)
}

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

/** The most smaller numbers that are tried. */
const mostSmaller = 64

function simplerValues(schema: Keywords, value: unknown): readonly unknown[] {
  const choices = schema['enum'] as readonly unknown[] | undefined
  if (choices?.includes(value) === true) return choices.slice(0, choices.indexOf(value))
  if (typeof value === 'boolean') return value ? [false] : []
  const branches = (schema['anyOf'] ?? schema['oneOf']) as readonly Keywords[] | undefined
  if (schema['unit'] === 'duration') return tellingDurations.filter((span) => typeof value === 'number' && span < value)
  if (branches !== undefined) return branches.flatMap((branch) => simplerValues(branch, value))
  if (schema['type'] !== 'integer' || typeof value !== 'number') return []
  const { min } = boundsOf(schema)
  return Array.from({ length: Math.min(Math.max(value - min, 0), mostSmaller) }, (_, index) => min + index)
}
