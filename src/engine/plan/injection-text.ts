import { z } from 'zod'
import { BrownoutError } from '../base/errors.ts'
import { escaped, splitAt, unescaped } from '../base/escaped-text.ts'
import { suggestion } from '../base/nearest.ts'
import type { FaultDefinition } from '../model/fault.ts'
import { Injection, type InjectionData } from './injection.ts'
import { readParameters } from './parameters.ts'
import { findFault } from './plan.ts'
import { readTrigger, triggerKeys, writeTrigger, type Pair } from './trigger-text.ts'

/**
 * Parses an injection of a command line: a fault, its parameters and its triggers. A comma within a value is written `\,`.
 * @throws BrownoutError if the fault, a parameter or a trigger is unknown or has a wrong value
 * @example
 * readInjection('truncated-stream:afterDeltas=5,chance=0.1,for=openai', catalogue)
 */
export function readInjection(text: string, catalogue: readonly FaultDefinition[]): Injection {
  const [name = '', settings = ''] = text.split(/:(.*)/s)
  const fault = findFault(name, catalogue)
  const what = `Cannot inject "${name}"`
  const known = Object.keys(fault.parameters.shape)
  const pairs = settings === '' ? [] : splitAt(settings, ',').map((pair) => readPair(pair, what))
  const unknown = pairs.find(([key]) => !known.includes(key) && !triggerKeys.includes(key))
  if (unknown !== undefined)
    throw new BrownoutError(
      `${what}: "${unknown[0]}" is neither a parameter of it nor a trigger.${suggestion(unknown[0], [...known, ...triggerKeys])}`,
    )
  const own = pairs.filter(([key]) => known.includes(key))
  const parameters = Object.fromEntries(own.map(([key, value]) => [key, valueOf(unescaped(value, ','), fault, key)]))
  const trigger = readTrigger(
    pairs.filter((pair) => !own.includes(pair)),
    what,
  )
  return new Injection(fault, readParameters(fault, parameters), trigger)
}

/**
 * Formats an injection for {@link readInjection}.
 * @example
 * writeInjection({ fault: 'overloaded', parameters: {}, trigger: { first: 2 } }) // => 'overloaded:first=2'
 */
export function writeInjection({ fault, parameters, trigger }: InjectionData): string {
  const pairs = [...Object.entries(parameters).map(([name, value]): Pair => [name, escaped(String(value), ',')]), ...writeTrigger(trigger)]
  return [fault, ...(pairs.length === 0 ? [] : [pairs.map((pair) => pair.join('=')).join(',')])].join(':')
}

function readPair(pair: string, what: string): Pair {
  const [key = '', value] = pair.split(/=(.*)/s)
  if (value === undefined) throw new BrownoutError(`${what} with "${pair}": expected key=value.`)
  return [key, value]
}

/** Parses a text as a number or a boolean if possible, unless the parameter is a text. */
function valueOf(text: string, { parameters }: FaultDefinition, key: string): unknown {
  const { properties = {} } = z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' })
  const schema = properties[key]
  if (typeof schema === 'object' && schema.type === 'string') return text
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
