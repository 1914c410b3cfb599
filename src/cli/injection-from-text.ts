import { z } from 'zod'
import { BrownoutError } from '../engine/base/errors.ts'
import { readParameters } from '../engine/plan/parameters.ts'
import type { FaultDefinition } from '../engine/model/fault.ts'
import { Injection } from '../engine/plan/injection.ts'
import { suggestion } from '../engine/base/nearest.ts'
import { findFault } from '../engine/plan/plan.ts'

const triggers: Readonly<Record<string, (injection: Injection, text: string) => Injection>> = {
  first: (injection, text) => injection.first(Number(text)),
  nth: (injection, text) => injection.nth(Number(text)),
  every: (injection, text) => injection.every(Number(text)),
  chance: (injection, text) => injection.chance(Number(text)),
  for: (injection, text) => injection.for(text),
}

/**
 * An injection as it is written on a command line.
 * @throws BrownoutError where the fault, a parameter or a trigger is unknown or has a wrong value
 * @example
 * readInjection('truncated-stream:afterDeltas=5,chance=0.1', catalogue)
 */
export function readInjection(text: string, catalogue: readonly FaultDefinition[]): Injection {
  const [name = '', settings = ''] = text.split(/:(.*)/s)
  const fault = findFault(name, catalogue)
  const known = Object.keys(fault.parameters.shape)
  const pairs = settings === '' ? [] : settings.split(',').map((pair) => readPair(pair, name))
  for (const [key] of pairs) {
    if (!known.includes(key) && !(key in triggers)) {
      throw new BrownoutError(
        `Cannot inject "${name}": "${key}" is neither a parameter of it nor a trigger.${suggestion(key, [...known, ...Object.keys(triggers)])}`,
      )
    }
  }
  const parameters = Object.fromEntries(
    pairs.filter(([key]) => known.includes(key)).map(([key, value]) => [key, valueOf(value, fault, key)]),
  )
  const injection = new Injection(fault, readParameters(fault, parameters))
  return pairs.filter(([key]) => !known.includes(key)).reduce((made, [key, value]) => triggers[key]!(made, value), injection)
}

function readPair(pair: string, name: string): [key: string, value: string] {
  const [key = '', value] = pair.split(/=(.*)/s)
  if (value === undefined) throw new BrownoutError(`Cannot inject "${name}" with "${pair}": expected key=value.`)
  return [key, value]
}

/** A number or a boolean where it reads as one, unless the parameter wants a text. */
function valueOf(text: string, { parameters }: FaultDefinition, key: string): unknown {
  const { properties = {} } = z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' })
  const schema = properties[key]
  if (typeof schema === 'object' && schema.type === 'string') return text
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
