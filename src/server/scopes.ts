import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { anotherOf } from '../chaos/create-chaos.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import type { Injection } from '../engine/plan/injection.ts'

/** How many scopes can be open at once: each keeps a journal. */
const mostScopes = 1_000

const validName = /^[\w.-]{1,100}$/

/**
 * The scopes of a server. A scope is a chaos of its own, so one test's faults, answers, seed and journal are apart from another's. It
 * opens with its first request, and begins as the server did.
 */
export class Scopes {
  /** The chaos of requests that name no scope. */
  readonly main: Chaos
  readonly #seed: string
  readonly #injections: readonly Injection[]
  readonly #open = new Map<string, Chaos>()
  readonly #opened: (name: string, chaos: Chaos) => void

  /** @param opened is called with each scope that opens */
  constructor(main: Chaos, opened: (name: string, chaos: Chaos) => void = () => {}) {
    this.main = main
    this.#seed = main.seed
    this.#injections = main.injections
    this.#opened = opened
  }

  /** The open scopes, by name. */
  get open(): ReadonlyMap<string, Chaos> {
    return this.#open
  }

  /**
   * The chaos of a scope, which opens if it is new.
   * @param name `undefined` for no scope
   * @throws BrownoutError if it is not a name, or too many scopes are open
   */
  of(name: string | undefined): Chaos {
    if (name === undefined) return this.main
    const known = this.#open.get(name)
    if (known !== undefined) return known
    if (!validName.test(name))
      throw new BrownoutError(
        `Cannot open the scope ${valueInWords(name)}: expected 1 to 100 letters, digits, "_", "-" and ".", such as "worker-3".`,
      )
    if (this.#open.size >= mostScopes)
      throw new BrownoutError(
        `Cannot open the scope "${name}": ${mostScopes} scopes are open. End those that are over: DELETE /__brownout/scopes/<name>.`,
      )
    const chaos = anotherOf(this.main)
    this.#open.set(name, chaos)
    this.#opened(name, chaos)
    this.restart(chaos)
    return chaos
  }

  /** Begins a fresh run in a chaos, with the seed, the answers and the faults that the server began with. */
  restart(chaos: Chaos): void {
    const own = coreOf(chaos)
    own.begin(this.#seed)
    own.inject(this.#injections)
  }

  /** Forgets a scope and all that happened in it. Returns whether it was open. */
  end(name: string): boolean {
    return this.#open.delete(name)
  }
}
