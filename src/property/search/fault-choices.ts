import { catalogue } from '../../../faults/catalogue.ts'
import { BrownoutError } from '../../engine/base/errors.ts'
import { suggestion } from '../../engine/base/nearest.ts'
import { checkNames } from '../../engine/base/wrong-value.ts'
import { valueInWords } from '../../engine/base/value-in-words.ts'
import type { FaultDefinition } from '../../engine/model/fault.ts'
import type { FaultFactory } from '../../engine/plan/define-fault.ts'
import { Injection } from '../../engine/plan/injection.ts'

/** A fault that plans can contain: with any parameters, or as an injected fault that the user passed in. */
export interface FaultChoice {
  readonly fault: FaultDefinition
  readonly injection: Injection | undefined
}

/** The faults that plans can contain. Created with {@link anyFault} or {@link faultsOf}. */
export interface FaultChoices {
  readonly choices: readonly FaultChoice[]
  /** Whether they include the entire catalogue, without a selection. */
  readonly isCatalogue: boolean
}

/** Options for {@link anyFault}. */
export interface AnyFaultOptions {
  /** Faults of the catalogue to skip. Default: none */
  readonly except?: readonly { readonly fault: FaultDefinition }[]
  /** Your own faults to try as well, as a factory or as an injected fault. Default: none */
  readonly and?: readonly { readonly fault: FaultDefinition }[]
}

const optionNames: readonly (keyof AnyFaultOptions)[] = ['except', 'and']

/**
 * Every fault of the catalogue, except some, and your own faults.
 * @throws BrownoutError if an option is wrong, something other than a fault is passed in, or the catalogue has another fault with the name
 *   of one of yours
 * @example
 * survives(chaos, app, { faults: anyFault() })
 * survives(chaos, app, { faults: anyFault({ except: [misroutedAnswer] }) })
 */
export function anyFault(options: AnyFaultOptions = {}): FaultChoices {
  checkOptions(options)
  const { except = [], and = [] } = options
  const left = new Set(except.map(catalogueFault))
  const known = catalogue.filter((fault) => !left.has(fault)).map((fault) => ({ fault, injection: undefined }))
  return { choices: [...known, ...and.map(choiceOf)], isCatalogue: true }
}

function checkOptions(options: AnyFaultOptions): void {
  if (typeof options !== 'object' || options === null)
    throw new BrownoutError(
      `anyFault() cannot read ${nameOf(options)}: expected options, such as { except: [misroutedAnswer], and: [lateFinish] }.`,
    )
  checkNames('anyFault() cannot read its options: it', options, optionNames)
  for (const name of optionNames)
    if (options[name] !== undefined && !Array.isArray(options[name]))
      throw new BrownoutError(`anyFault() cannot read { ${name}: ${nameOf(options[name])} }: expected a list of faults.`)
}

/** An excluded fault, which must be in the catalogue. */
function catalogueFault(given: { readonly fault: FaultDefinition }): FaultDefinition {
  const fault = (given as { readonly fault?: FaultDefinition } | undefined)?.fault
  if (fault === undefined || given instanceof Injection)
    throw new BrownoutError(
      `anyFault() cannot exclude ${nameOf(given)}: expected a fault of the catalogue without parameters, such as misroutedAnswer.`,
    )
  if (!catalogue.includes(fault))
    throw new BrownoutError(
      `anyFault() cannot exclude the fault "${fault.name}": it is not in the catalogue.${suggestion(
        fault.name,
        catalogue.map(({ name }) => name),
      )}`,
    )
  return fault
}

function nameOf(given: unknown): string {
  const fault = (given as { fault?: FaultDefinition } | undefined)?.fault
  return fault === undefined ? valueInWords(given) : `the fault "${fault.name}"`
}

/**
 * Some faults. A factory is tried with any parameters, an injected fault with its own parameters and trigger.
 * @throws BrownoutError if the list is empty, or an item is not a fault
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
  if (fault === undefined) throw new BrownoutError(`Cannot search with ${valueInWords(given)}: expected a fault, such as truncatedStream.`)
  if (catalogue.some((known) => known.name === fault.name && known !== fault))
    throw new BrownoutError(
      `Cannot search with your fault "${fault.name}": the catalogue has another fault of that name. Give yours another one.`,
    )
  return { fault, injection: undefined }
}
