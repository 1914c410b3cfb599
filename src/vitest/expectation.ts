import { catalogue } from '../../faults/catalogue.ts'
import { counted } from '../engine/base/counted.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { nearest, suggestion } from '../engine/base/nearest.ts'
import { checkOptions, checkValue, wholeNumber, type Expectation, type OptionTable } from '../engine/base/options.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import type { Journal, JournalCall } from '../engine/model/journal.ts'
import { facts } from '../providers/facts.ts'
import { flavorFacts } from '../providers/flavor-facts.ts'

const knownProviders: readonly string[] = [...Object.keys(facts), ...Object.keys(flavorFacts)]

/** A number of calls. */
export const count: Expectation = wholeNumber(0)
/** The name of a provider. {@link checkProvider} looks for typos. */
export const providerName: Expectation = {
  expected: 'the name of a provider, such as "openai"',
  accepts: (value) => typeof value === 'string' && value !== '',
}

/** The expectation of a matcher, such as `expect(chaos.journal).toHaveCalled()`. */
export class MatcherExpectation {
  readonly #matcher: string

  constructor(matcher: string) {
    this.#matcher = `${matcher}()`
  }

  /**
   * The calls of the journal.
   * @throws BrownoutError if it is not a journal, or has no calls, which would prove nothing
   */
  callsOf(received: unknown): readonly JournalCall[] {
    const calls = this.allCallsOf(received)
    if (calls.length > 0) return calls
    throw new BrownoutError(
      `${this.#matcher} needs at least one call in the journal: no emulated provider was called. Check that the test awaits the app and that the app calls a provider; to expect no call, use toHaveCalled(0).`,
    )
  }

  /**
   * The calls of a journal, which can be empty.
   * @throws BrownoutError if it is not a journal
   */
  allCallsOf(received: unknown): readonly JournalCall[] {
    const { journal = received } = (received ?? {}) as { readonly journal?: unknown }
    const { calls } = (journal ?? {}) as { readonly calls?: unknown }
    if (!Array.isArray(calls))
      throw new BrownoutError(`Expected a journal, as in expect(chaos.journal), but got ${valueInWords(received)}.`)
    // A value with calls is a journal.
    const { dropped } = journal as Journal
    if (dropped !== undefined && dropped.calls > 0)
      throw new BrownoutError(
        `${this.#matcher} needs every call, and the journal has dropped ${counted(dropped.calls, 'call')}. Raise the option "keep", or remove it: then the journal keeps all.`,
      )
    return (journal as Journal).calls
  }

  /** @throws BrownoutError if an option of the matcher is unknown, wrong or missing */
  check<Options>(given: unknown, table: OptionTable<Options>, required: readonly (keyof Options & string)[] = []): void {
    checkOptions<Options>(this.#matcher, given, table, required)
  }

  /** @throws BrownoutError if a value does not match the expected form */
  checkValue(value: unknown, expectation: Expectation): void {
    checkValue(this.#matcher, value, expectation)
  }

  /** @throws BrownoutError if no call went to a provider of that name, and the name is a typo of another one */
  checkProvider(name: string | undefined, calls: readonly JournalCall[]): void {
    const seen = new Set(calls.map(({ provider }) => provider))
    if (name === undefined || seen.has(name) || knownProviders.includes(name)) return
    const meant = nearest(name, [...seen, ...knownProviders])
    if (meant !== undefined)
      throw new BrownoutError(`${this.#matcher} got the provider ${valueInWords(name)}: there is none. Did you mean "${meant}"?`)
  }

  /**
   * The name of a fault, given as a name or a factory.
   * @throws BrownoutError if the fault does not exist
   */
  faultName(given: unknown, calls: readonly JournalCall[]): string {
    const own =
      typeof given === 'function' || (typeof given === 'object' && given !== null)
        ? (given as { readonly fault?: { readonly name?: unknown } }).fault?.name
        : undefined
    if (typeof own === 'string') return own
    if (typeof given !== 'string')
      throw new BrownoutError(
        `${this.#matcher} got ${valueInWords(given)}: expected a fault by its name or its factory, such as "overloaded" or overloaded.`,
      )
    const names = new Set([...catalogue.map(({ name }) => name), ...calls.flatMap(({ fired }) => fired.map(({ fault }) => fault))])
    if (names.has(given)) return given
    const meant = nearest(given, [...names]) === undefined ? '' : suggestion(given, [...names])
    throw new BrownoutError(
      `${this.#matcher} got the fault ${valueInWords(given)}: no fault has that name.${meant} Pass a fault of your own as its factory, such as toHaveFired(lateFinish).`,
    )
  }
}
