import { catalogue } from '../../../faults/catalogue.ts'
import { BrownoutError } from '../../engine/base/errors.ts'
import type { FaultDefinition } from '../../engine/model/fault.ts'
import type { FaultFactory } from '../../engine/plan/define-fault.ts'
import { Injection } from '../../engine/plan/injection.ts'

/** A fault that plans can contain: with any parameters, or as the injection that was given. */
export interface FaultChoice {
  readonly fault: FaultDefinition
  readonly injection: Injection | undefined
}

/** The faults that plans can contain. Made with {@link anyFault} or {@link faultsOf}. */
export interface FaultChoices {
  readonly choices: readonly FaultChoice[]
  /** Whether the whole catalogue is among them, and nobody chose a few. */
  readonly isCatalogue: boolean
}

/**
 * Every fault of the catalogue, and faults of your own.
 * @throws BrownoutError if something else than a fault is given, or the catalogue has another fault of that name
 * @example
 * survives(chaos, app, { faults: anyFault(), properties })
 */
export function anyFault(...own: readonly { readonly fault: FaultDefinition }[]): FaultChoices {
  return { choices: [...catalogue.map((fault) => ({ fault, injection: undefined })), ...own.map(choiceOf)], isCatalogue: true }
}

/**
 * Some faults. A fault factory is tried with any parameters, an injection with its own parameters and trigger.
 * @throws BrownoutError if no fault is given, or something else
 * @example
 * faultsOf(truncatedStream, overloaded().for('openai'))
 */
export function faultsOf(...faults: readonly (FaultFactory | Injection | { readonly fault: FaultDefinition })[]): FaultChoices {
  if (faults.length === 0) throw new BrownoutError('faultsOf() needs a fault, such as faultsOf(truncatedStream).')
  return { choices: faults.map(choiceOf), isCatalogue: false }
}

function choiceOf(given: FaultFactory | Injection | { readonly fault: FaultDefinition }): FaultChoice {
  if (given instanceof Injection) return { fault: given.fault, injection: given }
  const fault = (given as { fault?: FaultDefinition } | undefined)?.fault
  if (fault === undefined) throw new BrownoutError(`Cannot search with ${String(given)}: expected a fault, such as truncatedStream.`)
  if (catalogue.some((known) => known.name === fault.name && known !== fault))
    throw new BrownoutError(
      `Cannot search with your fault "${fault.name}": the catalogue has another fault of that name. Give yours another one.`,
    )
  return { fault, injection: undefined }
}
