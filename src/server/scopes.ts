import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { anotherOf } from '../chaos/create-chaos.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import type { Injection } from '../engine/plan/injection.ts'
import type { Run } from '../engine/run/run.ts'
import { ownFolder, pathOfScope } from './target.ts'

/** How many scopes can be open at once: each keeps a journal. */
const mostScopes = 1_000

/** How many characters the journals of all scopes can take together. Beyond it, the largest one drops its oldest calls. */
const mostCharacters = 500_000_000

/** Without `.` and `..`, which clients remove from a path. */
const validName = /^(?!\.{1,2}$)[\w.-]{1,100}$/

/** The run that a scope began with, and how many faults it had. */
interface Beginning {
  readonly run: Run
  readonly faults: number
}

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
  readonly #beginnings = new WeakMap<Chaos, Beginning>()
  readonly #opened: (name: string, chaos: Chaos) => void
  readonly #most: number

  /**
   * @param opened is called with each scope that opens
   * @param most the most characters that the journals take together. Default: 500,000,000
   */
  constructor(main: Chaos, opened: (name: string, chaos: Chaos) => void = () => {}, most = mostCharacters) {
    this.main = main
    this.#most = most
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
   * @param mayOpen whether it can open. Default: true
   * @throws BrownoutError if it is not a name, is not open and cannot be opened, or too many scopes are in use
   */
  of(name: string | undefined, mayOpen = true): Chaos {
    if (name === undefined) return this.main
    const known = this.#open.get(name)
    if (known !== undefined) return known
    if (!validName.test(name))
      throw new BrownoutError(
        `Cannot open the scope ${valueInWords(name)}: expected 1 to 100 letters, digits, "_", "-" and ".", such as "worker-3".`,
      )
    if (!mayOpen)
      throw new BrownoutError(
        `Cannot open the scope "${name}": the request is from a page of another origin. Open it before: GET ${pathOfScope(name)}${ownFolder}.`,
      )
    if (this.#open.size >= mostScopes && !this.#endUnused())
      throw new BrownoutError(
        `Cannot open the scope "${name}": ${mostScopes} scopes are in use. End those that are over: DELETE /__brownout/scopes/<name>.`,
      )
    const chaos = anotherOf(this.main)
    this.#open.set(name, chaos)
    this.#opened(name, chaos)
    this.restart(chaos)
    // A journal adds the length of a call once its end is known to all.
    const limit = (): void => queueMicrotask(() => this.#limitJournals())
    coreOf(chaos).hearRuns(({ journal }) => {
      journal.hearEnds(limit)
      journal.hearRefusals(limit)
    })
    return chaos
  }

  /** A scope's own limit is not enough for a thousand of them. */
  #limitJournals(): void {
    const journals = [...this.#open.values()].map((chaos) => coreOf(chaos).run.journal)
    const excess = journals.reduce((sum, { size }) => sum + size, 0) - this.#most
    if (excess <= 0) return
    const largest = journals.reduce((one, other) => (other.size > one.size ? other : one))
    largest.shrink(largest.size - excess)
  }

  /** Begins a fresh run in a chaos, with the seed, the answers and the faults that the server began with. */
  restart(chaos: Chaos): void {
    const own = coreOf(chaos)
    const run = own.begin(this.#seed)
    own.inject(this.#injections)
    this.#beginnings.set(chaos, { run, faults: run.armed.all.length })
  }

  /** Removes a scope with its calls and faults. Returns whether it was open. */
  end(name: string): boolean {
    return this.#open.delete(name)
  }

  /** Ends the oldest scope that is as it began, so that it would be the same if it opened again. Returns whether there was one. */
  #endUnused(): boolean {
    const unused = [...this.#open].find(([, chaos]) => this.#isUnused(chaos))
    return unused !== undefined && this.end(unused[0])
  }

  #isUnused(chaos: Chaos): boolean {
    const { run } = coreOf(chaos)
    const beginning = this.#beginnings.get(chaos)
    const { arrived, refused } = run.journal
    const { all, active } = run.armed
    return run === beginning?.run && arrived + refused === 0 && all.length === beginning.faults && active.length === all.length
  }
}
