import type { z } from 'zod'
import { BrownoutError } from '../base/errors.ts'
import { stages, type FaultDefinition, type Fault } from '../model/fault.ts'
import { Injection } from './injection.ts'
import { readParameters } from './parameters.ts'

/** Makes injections of one fault: `truncatedStream({ afterDeltas: 5 })`. */
export interface FaultFactory<Schema extends z.ZodObject = z.ZodObject> {
  (parameters?: z.input<Schema>): Injection
  readonly fault: FaultDefinition
}

/**
 * Defines a fault.
 * @throws BrownoutError where the definition acts at no stage. The factory throws one where a parameter is wrong.
 * @example
 * const connectionReset = defineFault({ name: 'connection-reset', ..., deliver: () => [{ type: 'end', how: 'reset' }] })
 */
export function defineFault<Schema extends z.ZodObject, State = undefined>(fault: Fault<Schema, State>): FaultFactory<Schema> {
  if (!stages.some((stage) => fault[stage] !== undefined)) {
    throw new BrownoutError(
      `Cannot define the fault "${fault.name}": it acts at no stage. Expected a function for one of: ${stages.join(', ')}.`,
    )
  }
  const make = (parameters?: z.input<Schema>): Injection => new Injection(fault, readParameters(fault, parameters ?? {}))
  return Object.assign(make, { fault })
}
