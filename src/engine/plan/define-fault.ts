import { z } from 'zod'
import { BrownoutError } from '../base/errors.ts'
import { suggestion } from '../base/nearest.ts'
import { valueInWords } from '../base/value-in-words.ts'
import { checkWaitUnit } from '../base/wait-unit.ts'
import { checkNames } from '../base/wrong-value.ts'
import { families, frequencies, needs, persistences, symptoms, type FaultTraits } from '../model/fault-traits.ts'
import { stages, type FaultDefinition, type Fault } from '../model/fault.ts'
import { Injection } from './injection.ts'
import { readParameters } from './parameters.ts'
import { triggerKeys } from './trigger-text.ts'

/** Makes injected faults of one kind: `truncatedStream({ afterDeltas: 5 })`. */
export interface FaultFactory<Schema extends z.ZodObject = z.ZodObject> {
  (parameters?: z.input<Schema>): Injection
  readonly fault: FaultDefinition
}

/**
 * Defines a fault: a function for one or more stages that changes a call.
 * @throws BrownoutError if the name is not in kebab case, it has no function for a stage, a member is missing or unknown, or a
 * parameter has the name of a trigger. The factory throws one if a parameter is wrong.
 * @example
 * const cutAfterWords = defineFault({
 *   name: 'cut-after-words',
 *   summary: 'the answer stops after some words',
 *   family: 'Stream',
 *   needs: [],
 *   shows: 'truncation',
 *   persistence: 'transient',
 *   frequency: 'common',
 *   sources: ['https://github.com/anomalyco/opencode/issues/26170'],
 *   breaks: ['no-silent-truncation'],
 *   parameters: z.object({ words: z.int().positive().default(3) }),
 *   deliver: (beats, { parameters }) => endAt(beats, { afterDeltas: parameters.words }, () => [{ type: 'end', how: 'close' }]),
 * })
 * chaos.inject(cutAfterWords({ words: 5 }).first(2).for('openai'))
 */
export function defineFault<Schema extends z.ZodObject, State = undefined>(fault: Fault<Schema, State>): FaultFactory<Schema> {
  const { name } = (fault ?? {}) as { readonly name?: unknown }
  if (typeof name !== 'string')
    throw new BrownoutError(
      `Cannot define a fault ${fault === undefined ? 'without a definition' : `whose name is ${valueInWords(name)}`}: expected a name in kebab case, such as "truncated-stream".`,
    )
  const what = `Cannot define the fault "${name}"`
  if (!namePattern.test(name)) throw new BrownoutError(`${what}: expected a name in kebab case, such as "truncated-stream".`)
  checkNames(`${what}: a fault`, fault, [...ownNames, ...Object.keys(choices), ...stages])
  if (!stages.some((stage) => fault[stage] !== undefined))
    throw new BrownoutError(`${what}: it acts at no stage. Expected a function for one of: ${stages.join(', ')}.`)
  if (typeof fault.summary !== 'string' || fault.summary === '')
    throw new BrownoutError(
      `${what}: "summary" is ${valueInWords(fault.summary)}. Expected one line that describes the effect, such as "the stream ends early".`,
    )
  for (const list of ['sources', 'breaks'] as const)
    if (!Array.isArray(fault[list]))
      throw new BrownoutError(`${what}: "${list}" is ${valueInWords(fault[list])}. Expected a list of texts, which can be empty.`)
  checkTraits(fault)
  if (!(fault.parameters instanceof z.ZodObject))
    throw new BrownoutError(`${what}: "parameters" is not a zod object. Expected z.object({ ... }), or z.object({}) if it takes none.`)
  const taken = Object.keys(fault.parameters.shape).find((name) => triggerKeys.includes(name))
  if (taken !== undefined)
    throw new BrownoutError(`${what}: its parameter "${taken}" has the name of a trigger, and a command line could not distinguish them.`)
  const make = (parameters?: z.input<Schema>): Injection => {
    checkWaitUnit(`Cannot inject "${fault.name}" with retryAfter`, retryAfterOf(parameters))
    return new Injection(fault, readParameters(fault, parameters ?? {}))
  }
  return Object.assign(make, { fault })
}

function retryAfterOf(parameters: unknown): unknown {
  return ((parameters ?? {}) as { readonly retryAfter?: unknown }).retryAfter
}

const namePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

const ownNames = ['name', 'summary', 'sources', 'breaks', 'isUnreached', 'parameters', 'state'] as const satisfies readonly (keyof Fault)[]

const choices: Readonly<Record<keyof FaultTraits, readonly string[]>> = {
  family: families,
  needs: Object.keys(needs),
  shows: Object.keys(symptoms),
  persistence: Object.keys(persistences),
  frequency: frequencies,
}

/** Checks the traits of a fault, for callers without TypeScript. */
function checkTraits(fault: FaultTraits & { readonly name: string }): void {
  for (const trait of Object.keys(choices) as (keyof FaultTraits)[]) {
    const given: unknown = fault[trait]
    if (trait === 'needs' && !Array.isArray(given)) throw wrongTrait(fault.name, trait, given, " Expected a list, such as ['stream'].")
    for (const value of trait === 'needs' ? (given as readonly unknown[]) : [given])
      if (!choices[trait].includes(value as string)) throw wrongTrait(fault.name, trait, value, suggestion(String(value), choices[trait]))
  }
}

function wrongTrait(fault: string, trait: string, value: unknown, expected: string): BrownoutError {
  const is = value === undefined ? 'is missing' : `cannot be ${valueInWords(value)}`
  return new BrownoutError(`Cannot define the fault "${fault}": "${trait}" ${is}.${expected}`)
}
