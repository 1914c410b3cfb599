import { factoryNameOf } from '../engine/base/factory-name.ts'
import { z } from 'zod'
import { writeInjection } from '../engine/plan/injection-text.ts'
import { formatDuration } from '../engine/base/duration.ts'
import { needs, persistences, symptoms, type Family, type Frequency } from '../engine/model/fault-traits.ts'
import { stages, type FaultDefinition, type Stage } from '../engine/model/fault.ts'

/** A parameter of a fault, as the catalogue shows it. */
export interface ParameterEntry {
  readonly name: string
  /** Its type, as text: `duration`, `integer of at least 0`, `"clean" or "reset"`. */
  readonly type: string
  /** As a user would write it; `undefined` if it is optional and has no default. */
  readonly default: string | number | boolean | undefined
  readonly description: string
}

/** A fault, as the catalogue shows it. */
export interface FaultEntry {
  readonly name: string
  /** As it is called in code. */
  readonly factory: string
  readonly summary: string
  readonly family: Family
  /** The needs of the fault before it can fire, as text. */
  readonly needs: readonly string[]
  /** Its symptom for a client, as text. */
  readonly shows: string
  /** How long it lasts, as text. */
  readonly persistence: string
  readonly frequency: Frequency
  readonly stages: readonly Stage[]
  readonly parameters: readonly ParameterEntry[]
  /** The properties that it tends to break. */
  readonly breaks: readonly string[]
  readonly sources: readonly string[]
  /** How it is injected, in code and on the command line. */
  readonly example: { readonly code: string; readonly commandLine: string }
}

type Schema = z.core.JSONSchema.JSONSchema

/** The entry of a fault, all of it from the fault's own definition. */
export function entryOf(fault: FaultDefinition): FaultEntry {
  const { name, summary, family, frequency, breaks, sources } = fault
  const factory = factoryNameOf(name)
  const parameters = parametersOf(fault)
  return {
    name,
    factory,
    summary,
    family,
    needs: fault.needs.map((need) => needs[need]),
    shows: symptoms[fault.shows],
    persistence: `${fault.persistence}: ${persistences[fault.persistence]}`,
    frequency,
    stages: stages.filter((stage) => fault[stage] !== undefined),
    parameters,
    breaks,
    sources,
    example: exampleOf(name, factory, parameters),
  }
}

function parametersOf({ parameters }: FaultDefinition): ParameterEntry[] {
  const { properties = {} } = z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' })
  const defaults: Readonly<Record<string, unknown>> = parameters.safeParse({}).data ?? {}
  return Object.entries(properties).map(([name, schema]) => {
    if (typeof schema === 'boolean') return { name, type: 'anything', default: undefined, description: '' }
    const usual = defaults[name] as ParameterEntry['default']
    const isSpan = JSON.stringify(schema).includes('"unit":"duration"') && typeof usual === 'number'
    return { name, type: typeOf(schema), default: isSpan ? formatDuration(usual) : usual, description: schema.description ?? '' }
  })
}

function typeOf(schema: Schema): string {
  if (schema['unit'] === 'duration') return 'duration'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((choice) => JSON.stringify(choice)).join(' or ')
  const branches = schema.anyOf ?? schema.oneOf
  if (branches !== undefined) return branches.map(typeOf).join(' or ')
  return `${String(schema.type ?? 'anything')}${boundsOf(schema)}`
}

function boundsOf({ minimum, exclusiveMinimum, maximum, type }: Schema): string {
  const least = minimum ?? (typeof exclusiveMinimum === 'number' && type === 'integer' ? exclusiveMinimum + 1 : undefined)
  // Zod writes the largest safe integer if a bound is missing.
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`
  if (least !== undefined) return ` of at least ${least}`
  return most === undefined ? '' : ` of at most ${most}`
}

function exampleOf(name: string, factory: string, parameters: readonly ParameterEntry[]): FaultEntry['example'] {
  const shown = parameters.find((parameter) => parameter.default !== undefined)
  const given = shown === undefined ? {} : { [shown.name]: shown.default }
  const inCode = Object.entries(given).map(([key, value]) => `{ ${key}: ${typeof value === 'string' ? `'${value}'` : value} }`)
  return {
    code: `chaos.inject(${factory}(${inCode.join('')}).first(2))`,
    commandLine: `brownout serve --fault ${writeInjection({ fault: name, parameters: given, trigger: { first: 2 } })}`,
  }
}
